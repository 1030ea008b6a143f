using Exchange.Formats.Primitives;

namespace Exchange.Contract.Ids;

/// <summary>A member's name within its party, and the form of team names: 1 to 32 of <c>a-z 0-9 -</c>, beginning with a letter.</summary>
public readonly record struct Handle
{
    public const int MaxLength = 32;

    private readonly string? text;

    private Handle(string text) => this.text = text;

    /// <exception cref="MalformedException">Anything else.</exception>
    public static Handle Parse(string text) =>
        TryParse(text, out Handle handle)
            ? handle
            : throw new MalformedException("a handle is 1 to 32 of a-z, 0-9 and '-', beginning with a letter");

    public static bool TryParse(string? text, out Handle handle)
    {
        bool valid = IsValid(text);
        handle = valid && text is not null ? new Handle(text) : default;
        return valid;
    }

    /// <summary>
    /// One alphabet for parties, handles and teams: no case, no look-alikes, nothing that a path or a terminal would interpret.
    /// </summary>
    internal static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && text[0] is >= 'a' and <= 'z'
        && !text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");

    public override string ToString() => text ?? "";
}
