namespace Exchange.Contract.Policy;

/// <summary>The form of a purpose's code: <c>[a-z][a-z0-9-]{0,31}</c>. Which codes there are, the agreement says.</summary>
public static class PurposeCode
{
    public const int MaxLength = 32;

    public static bool IsValid(string? code) =>
        code is { Length: >= 1 and <= MaxLength } && code[0] is >= 'a' and <= 'z'
        && !code.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");
}
