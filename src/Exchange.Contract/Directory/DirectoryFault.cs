namespace Exchange.Contract.Directory;

/// <summary>Why a directory statement does not count.</summary>
public enum DirectoryFault
{
    /// <summary>Signed by nobody who may, or by a key that does not chain to a root of its own party.</summary>
    NotChained = 1,

    /// <summary>A signature is missing or wrong.</summary>
    NotVerified = 2,

    /// <summary>It does not name this member's statement before it, or there is none where it names one.</summary>
    WrongPrevious = 3,

    /// <summary>A key or a member id that was seen before and does not count again.</summary>
    KeyUsedBefore = 4,

    /// <summary>It belongs to another agreement, an unknown party, or takes a name that is taken.</summary>
    WrongPlace = 5,

    /// <summary>Not a statement of the directory's kinds.</summary>
    Malformed = 6,
}
