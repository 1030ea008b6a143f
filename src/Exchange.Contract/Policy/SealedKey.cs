using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>The two keys of an item: one for the card, one for all other parts.</summary>
public enum SealedKey
{
    /// <summary>Needs no purpose and is not an opening.</summary>
    Card = 1,

    /// <summary>Needs a purpose; each permit is an opening.</summary>
    Content = 2,
}

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
