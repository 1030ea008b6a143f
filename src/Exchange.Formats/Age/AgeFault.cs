namespace Exchange.Formats.Age;

/// <summary>What was wrong with an age file, an armor or a key.</summary>
public enum AgeFault
{
    /// <summary>The header is not one.</summary>
    Header = 1,

    /// <summary>A stanza of a kind we know breaks the rules of its kind.</summary>
    Stanza = 2,

    /// <summary>The file is sealed to none of the identities.</summary>
    NoMatchingIdentity = 3,

    /// <summary>The header was altered after it was sealed.</summary>
    HeaderMac = 4,

    /// <summary>The payload was altered, reordered, cut or extended.</summary>
    Payload = 5,

    /// <summary>The armor is not the one spelling of its bytes.</summary>
    Armor = 6,

    /// <summary>A stanza is weaker than the caller demands.</summary>
    WeakStanza = 7,

    /// <summary>A bound that the caller set is exceeded.</summary>
    TooLarge = 8,

    /// <summary>A recipient or identity is not spelled as one.</summary>
    Key = 9,
}
