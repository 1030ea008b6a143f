namespace Exchange.Client.Sealing;

/// <summary>The steps of a transfer that take time.</summary>
public enum TransferStep
{
    Seal = 1,
    Upload,
    Download,
    Open,
}
