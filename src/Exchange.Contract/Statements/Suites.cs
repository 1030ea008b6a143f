namespace Exchange.Contract.Statements;

/// <summary>The named sets of algorithms. A statement names its suite, so that a second one can come without a guess.</summary>
public static class Suites
{
    /// <summary>age v1 with mlkem768x25519 stanzas; Ed25519 and ML-DSA-65 signatures over DSSE; SHA-256.</summary>
    public const string V1 = "age-v1-mlkem768x25519+ed25519-mldsa65+sha256";
}
