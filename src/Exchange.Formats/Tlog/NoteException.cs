using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>A well-formed note that is not signed as it must be.</summary>
public sealed class NoteException : MalformedException
{
    internal NoteException(NoteFault fault, string what)
        : base(what) => Fault = fault;

    internal NoteFault Fault { get; }
}

/// <summary>Why a note was refused.</summary>
internal enum NoteFault
{
    /// <summary>A signature with the name and id of a known key does not verify.</summary>
    BadSignature = 1,

    /// <summary>No known key signed.</summary>
    NoKnownSignature,

    /// <summary>The checkpoint is of a different log.</summary>
    WrongOrigin,
}
