namespace Exchange.Formats.Dsse;

/// <summary>An envelope that does not carry exactly the signatures that it must.</summary>
public sealed class EnvelopeException(EnvelopeFault fault, string what) : Exception(what)
{
    public EnvelopeFault Fault { get; } = fault;
}
