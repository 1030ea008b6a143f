using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>The labels of TLP 2.0, which are written exactly so: capitals, no spaces, never translated.</summary>
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

    /// <summary>Reads a label with or without <c>TLP:</c> before it. <c>WHITE</c>, of TLP 1.0, is none.</summary>
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
