using Exchange.Contract.Policy;
using Exchange.Formats.Age;

namespace Exchange.Client.Sealing;

/// <summary>The two keys of one item: the card's and that of all other parts. Zeroed on disposal.</summary>
internal sealed class ItemKeys : IDisposable
{
    private ItemKeys(HybridIdentity card, HybridIdentity content)
    {
        Card = card;
        Content = content;
    }

    public HybridIdentity Card { get; }

    public HybridIdentity Content { get; }

    public static ItemKeys Generate() => new(HybridIdentity.Generate(), HybridIdentity.Generate());

    /// <summary>The keys of an existing item, which this now owns.</summary>
    public static ItemKeys Of(HybridIdentity card, HybridIdentity content) => new(card, content);

    public HybridIdentity Of(SealedKey key) => key == SealedKey.Card ? Card : Content;

    public override string ToString() => "the two keys of an item";

    public void Dispose()
    {
        Card.Dispose();
        Content.Dispose();
    }
}
