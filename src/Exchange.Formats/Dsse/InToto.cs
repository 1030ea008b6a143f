namespace Exchange.Formats.Dsse;

/// <summary>Names from in-toto/attestation, spec/v1.</summary>
public static class InToto
{
    public const string PayloadType = "application/vnd.in-toto+json";
    public const string StatementType = "https://in-toto.io/Statement/v1";
}
