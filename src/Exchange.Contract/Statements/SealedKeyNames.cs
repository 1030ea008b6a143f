using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>How the two keys of an item are written in statements, grants and events.</summary>
public static class SealedKeyNames
{
    public static string Format(SealedKey key) => key == SealedKey.Card ? "card" : "content";

    /// <exception cref="MalformedException">Neither <c>card</c> nor <c>content</c>.</exception>
    public static SealedKey Parse(string text) => text switch
    {
        "card" => SealedKey.Card,
        "content" => SealedKey.Content,
        _ => throw new MalformedException("a key is named card or content"),
    };
}
