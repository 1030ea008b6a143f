using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>An age file, armor or key that cannot be accepted; never quotes a secret.</summary>
public sealed class AgeException(AgeFault fault, string what) : MalformedException(what)
{
    public AgeFault Fault { get; } = fault;
}
