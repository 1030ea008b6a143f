using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>An age file, armor or key that cannot be accepted. The message never quotes a secret.</summary>
public sealed class AgeException(AgeFault fault, string what) : MalformedException(what)
{
    public AgeFault Fault { get; } = fault;
}

/// <summary>What was wrong with an age file, an armor or a key.</summary>
public enum AgeFault
{
    /// <summary>The file does not begin with a well-formed age header.</summary>
    Header = 1,

    /// <summary>A stanza of a known kind breaks the rules of that kind.</summary>
    Stanza = 2,

    /// <summary>None of the given identities can open the file.</summary>
    NoMatchingIdentity = 3,

    /// <summary>The header was altered after it was sealed.</summary>
    HeaderMac = 4,

    /// <summary>The payload was altered, reordered, cut or extended.</summary>
    Payload = 5,

    /// <summary>The armor is malformed or not in canonical form.</summary>
    Armor = 6,

    /// <summary>A stanza is weaker than the caller requires.</summary>
    WeakStanza = 7,

    /// <summary>The file exceeds a limit, ours or the caller's.</summary>
    TooLarge = 8,

    /// <summary>A recipient or an identity is malformed.</summary>
    Key = 9,
}
