using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>A statement that the directory refuses, and why.</summary>
public sealed class DirectoryException(DirectoryFault fault, string what, Exception? inner = null) : MalformedException(what, inner)
{
    public DirectoryFault Fault { get; } = fault;
}

/// <summary>Why a directory statement does not count.</summary>
public enum DirectoryFault
{
    /// <summary>Not signed by anyone who may, or by a key that does not chain to a root of its own party.</summary>
    NotChained = 1,

    /// <summary>A signature is missing or wrong.</summary>
    NotVerified = 2,

    /// <summary>It does not name the member's previous statement, or names one that does not exist.</summary>
    WrongPrevious = 3,

    /// <summary>A key or a member id that was seen before and does not count again.</summary>
    KeyUsedBefore = 4,

    /// <summary>It belongs to another agreement, an unknown party, or takes a name that is taken.</summary>
    WrongPlace = 5,

    /// <summary>Not a statement of the directory's kinds.</summary>
    Malformed = 6,
}
