using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>A statement that the directory refuses, and why.</summary>
public sealed class DirectoryException(DirectoryFault fault, string what, Exception? inner = null) : MalformedException(what, inner)
{
    public DirectoryFault Fault { get; } = fault;
}
