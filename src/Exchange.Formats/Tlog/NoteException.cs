namespace Exchange.Formats.Tlog;

/// <summary>A well-formed note that is not signed as it must be.</summary>
public sealed class NoteException(NoteFault fault, string what) : Exception(what)
{
    public NoteFault Fault { get; } = fault;
}
