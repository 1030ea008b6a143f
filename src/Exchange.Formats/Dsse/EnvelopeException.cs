using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>An envelope that does not have exactly the required signatures.</summary>
public sealed class EnvelopeException(EnvelopeFault fault, string what) : MalformedException(what)
{
    public EnvelopeFault Fault { get; } = fault;
}

/// <summary>Why an envelope was refused.</summary>
public enum EnvelopeFault
{
    /// <summary>A required signature is missing: a downgrade.</summary>
    MissingSignature = 1,

    /// <summary>A signature does not verify.</summary>
    BadSignature,

    /// <summary>A signature names a key that is not one of the expected keys.</summary>
    UnknownKey,

    /// <summary>The payload is not an in-toto statement.</summary>
    WrongPayloadType,

    /// <summary>A signature appears twice or out of order.</summary>
    UnexpectedSignature,

    /// <summary>Every signature verifies, but there are fewer signers than the threshold.</summary>
    TooFewSigners,
}
