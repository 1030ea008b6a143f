using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>
/// The Traffic Light Protocol, version 2.0 (first.org/tlp), strictest first: how far a recipient may pass on what they have read.
/// </summary>
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

/// <summary>The labels of TLP 2.0, always written this way: capitals, no spaces, never translated.</summary>
public static class TlpLabel
{
    private const string Prefix = "TLP:";

    /// <summary>The full label, such as <c>TLP:AMBER+STRICT</c>.</summary>
    /// <exception cref="MalformedException">No such marking.</exception>
    public static string Text(Tlp tlp) => tlp switch
    {
        Tlp.Red => "TLP:RED",
        Tlp.AmberStrict => "TLP:AMBER+STRICT",
        Tlp.Amber => "TLP:AMBER",
        Tlp.Green => "TLP:GREEN",
        Tlp.Clear => "TLP:CLEAR",
        _ => throw new MalformedException("a marking is one of the five of TLP 2.0"),
    };

    /// <summary>Reads a label with or without the prefix <c>TLP:</c>. It does not accept <c>WHITE</c>, of TLP 1.0.</summary>
    public static bool TryParse(string? text, out Tlp tlp)
    {
        ReadOnlySpan<char> label = text;
        if (label.StartsWith(Prefix, StringComparison.Ordinal))
        {
            label = label[Prefix.Length..];
        }

        tlp = label switch
        {
            "RED" => Tlp.Red,
            "AMBER+STRICT" => Tlp.AmberStrict,
            "AMBER" => Tlp.Amber,
            "GREEN" => Tlp.Green,
            "CLEAR" => Tlp.Clear,
            _ => default,
        };
        return tlp != default;
    }
}
