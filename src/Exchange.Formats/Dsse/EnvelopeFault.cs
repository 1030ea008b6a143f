namespace Exchange.Formats.Dsse;

/// <summary>Why an envelope was refused.</summary>
public enum EnvelopeFault
{
    /// <summary>A signature that must be there is not: a downgrade.</summary>
    MissingSignature = 1,

    /// <summary>A signature does not verify.</summary>
    BadSignature,

    /// <summary>A signature names a key that is not among those asked for.</summary>
    UnknownKey,

    /// <summary>The payload is not an in-toto statement.</summary>
    WrongPayloadType,

    /// <summary>A signature stands twice, or out of its order.</summary>
    UnexpectedSignature,

    /// <summary>Every signature verifies, but fewer signers than the threshold signed.</summary>
    TooFewSigners,
}
