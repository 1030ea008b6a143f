namespace Exchange.Formats.Tlog;

/// <summary>Why a note was refused.</summary>
public enum NoteFault
{
    /// <summary>A signature under a known key's name and id does not verify.</summary>
    BadSignature = 1,

    /// <summary>No known key signed.</summary>
    NoKnownSignature,

    /// <summary>The checkpoint is one of another log.</summary>
    WrongOrigin,
}
