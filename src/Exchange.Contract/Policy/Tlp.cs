namespace Exchange.Contract.Policy;

/// <summary>The Traffic Light Protocol, version 2.0 (first.org/tlp), strictest first: how far a recipient may pass on what they have read.</summary>
public enum Tlp
{
    /// <summary>Individual recipients only.</summary>
    Red = 1,

    /// <summary>The recipient's organisation only.</summary>
    AmberStrict = 2,

    /// <summary>The recipient's organisation and its clients, where they need to know.</summary>
    Amber = 3,

    /// <summary>The community.</summary>
    Green = 4,

    /// <summary>No limit.</summary>
    Clear = 5,
}
