using System.Numerics;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;

namespace Exchange.Client.Sealing;

/// <summary>The plaintext of part 0: the card with item and sender repeated in it, padded to a size class.</summary>
internal static class SealedCard
{
    /// <summary>The smallest size class in bytes; each further one is twice as large.</summary>
    public const int SmallestClass = 1024;

    /// <summary>How a card names its sender: the name at the time, which people read, and the member id, which never passes on.</summary>
    public static string SenderText(Member sender) => $"{sender.Name} {sender.Id}";

    /// <exception cref="MalformedException">The card is larger than a card may be.</exception>
    public static byte[] Encode(Card card, ItemId item, Member sender)
    {
        byte[] json = CardJson.Encode(card with { Item = item.ToString(), Sender = SenderText(sender) });
        byte[] padded = new byte[Math.Max(SmallestClass, (int)BitOperations.RoundUpToPowerOf2((uint)json.Length))];

        // White space after the value is still the same JSON, so any reader of JSON reads it.
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded, 0);
        return padded;
    }
}
