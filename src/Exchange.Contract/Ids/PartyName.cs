using Exchange.Formats.Primitives;

namespace Exchange.Contract.Ids;

/// <summary>A party's short name: 1 to 32 of <c>a-z 0-9 -</c>, beginning with a letter.</summary>
public readonly record struct PartyName
{
    public const int MaxLength = 32;

    private readonly string? text;

    private PartyName(string text) => this.text = text;

    /// <exception cref="MalformedException">Anything else.</exception>
    public static PartyName Parse(string text) =>
        TryParse(text, out PartyName name)
            ? name
            : throw new MalformedException("a party's name is 1 to 32 of a-z, 0-9 and '-', beginning with a letter");

    public static bool TryParse(string? text, out PartyName name)
    {
        bool valid = Handle.IsValid(text);
        name = valid && text is not null ? new PartyName(text) : default;
        return valid;
    }

    public override string ToString() => text ?? "";
}
