namespace Exchange.Client.Transfer;

/// <summary>How far a submission or a pull has got.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Bytes">Done so far in this step, over all parts.</param>
/// <param name="Total">To be done in this step.</param>
public readonly record struct TransferProgress(TransferStep Step, long Bytes, long Total);

/// <summary>The steps of a transfer that take time.</summary>
public enum TransferStep
{
    Seal = 1,
    Upload,
    Download,
    Open,
}
