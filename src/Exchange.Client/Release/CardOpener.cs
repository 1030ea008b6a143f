using Exchange.Client.Errors;
using Exchange.Client.Sealing;
using Exchange.Contract.Items;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;

namespace Exchange.Client.Release;

/// <summary>Opens part 0 and holds what the card says of itself against the verified statement.</summary>
internal static class CardOpener
{
    private static readonly AgeOpenOptions Options = new() { RequireSinglePostQuantumStanza = true, MaxPlaintextBytes = Card.MaxBytes };

    /// <exception cref="VerificationException">
    /// The part is not the one that was signed, or the card names another item or sender.
    /// </exception>
    public static Card Open(ReadOnlySpan<byte> sealedCard, VerifiedItem item, HybridIdentity key)
    {
        // 1. The bytes are those that the sender signed.
        if (SealedPart.InMemory(0, sealedCard.ToArray()).Tree is var tree
            && (tree.Root != item.Parts[0].Digest || tree.Length != item.Parts[0].Length))
        {
            throw new VerificationException(VerificationFault.PartSwapped, $"the card of {item.Id}");
        }

        // 2. The sender sealed them for this item: nobody can sign another's ciphertext as their own.
        Card card = Read(sealedCard, item, key);
        Require(card.Item == item.Id.ToString(), VerificationFault.CardNamesAnotherItem, item);
        Require(card.Sender == SealedCard.SenderText(item.Sender), VerificationFault.CardNamesAnotherSender, item);

        // 3. It describes as many parts as there are.
        Require(card.Files.Count == item.Parts.Count - 1, VerificationFault.CardUnreadable, item);
        return card;
    }

    private static Card Read(ReadOnlySpan<byte> sealedCard, VerifiedItem item, HybridIdentity key)
    {
        try
        {
            return CardJson.Parse(AgeOpener.Open(sealedCard, [key], Options));
        }
        catch (MalformedException unreadable)
        {
            throw new VerificationException(VerificationFault.CardUnreadable, $"the card of {item.Id}: {unreadable.Message}");
        }
    }

    private static void Require(bool holds, VerificationFault fault, VerifiedItem item)
    {
        if (!holds)
        {
            throw new VerificationException(fault, $"the card of {item.Id}");
        }
    }
}
