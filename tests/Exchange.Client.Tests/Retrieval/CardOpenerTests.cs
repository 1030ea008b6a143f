using Exchange.Client.Errors;
using Exchange.Client.Release;
using Exchange.Client.Sealing;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Formats.Age;
using Exchange.Reports.Cards;

namespace Exchange.Client.Tests.Retrieval;

public sealed class CardOpenerTests
{
    private readonly TwoParties parties = new();

    [Fact]
    public void An_honest_card_opens()
    {
        SignedItem signed = Sign(item => SealedCard.Encode(OneFile, item, parties.Alice));
        Assert.Equal("A title", Open(signed).Title);
    }

    [Fact]
    public void A_card_of_another_item_is_refused() =>
        Assert.Equal(VerificationFault.CardNamesAnotherItem, Refused(_ => SealedCard.Encode(OneFile, ItemId.New(), parties.Alice)));

    [Fact]
    public void A_card_of_another_sender_is_refused()
    {
        Member mallory = parties.Enrol("lab/mallory", Contract.Members.Role.Submitter);
        Assert.Equal(VerificationFault.CardNamesAnotherSender, Refused(item => SealedCard.Encode(OneFile, item, mallory)));
        Assert.Equal(VerificationFault.CardNamesAnotherSender, Refused(item => CardJson.Encode(OneFile with { Item = item.ToString() })));
    }

    [Fact]
    public void A_card_that_is_none_or_has_other_files_is_refused()
    {
        Assert.Equal(VerificationFault.CardUnreadable, Refused(_ => [1, 2, 3]));
        Assert.Equal(
            VerificationFault.CardUnreadable,
            Refused(item => SealedCard.Encode(OneFile with { Files = [] }, item, parties.Alice)));
    }

    [Fact]
    public void Another_sealed_card_than_the_signed_one_is_refused()
    {
        SignedItem signed = Sign(item => SealedCard.Encode(OneFile, item, parties.Alice));
        byte[] swapped = AgeSealer.Seal(SealedCard.Encode(OneFile, signed.Item.Id, parties.Alice), [signed.Keys.Card.Recipient]);
        Assert.Equal(
            VerificationFault.PartSwapped,
            Assert.Throws<VerificationException>(() => CardOpener.Open(swapped, signed.Item, signed.Keys.Card)).Fault);
    }

    private static Card OneFile => new() { Kind = "document", Title = "A title", Files = [new CardFile(1, "a.txt", 3)] };

    private static Card Open(SignedItem signed)
    {
        using MemoryStream memory = new();
        using Stream part = signed.Parts[0].OpenAt(0, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        part.CopyTo(memory);
        return CardOpener.Open(memory.ToArray(), signed.Item, signed.Keys.Card);
    }

    private VerificationFault Refused(Func<ItemId, byte[]> card) => Assert.Throws<VerificationException>(() => Open(Sign(card))).Fault;

    private SignedItem Sign(Func<ItemId, byte[]> card)
    {
        ItemId item = ItemId.New();
        ItemKeys keys = ItemKeys.Generate();
        return parties.Sign(
            item, keys, parties.ToBob,
            [
                SealedPart.InMemory(0, AgeSealer.Seal(card(item), [keys.Card.Recipient])),
                SealedPart.InMemory(1, AgeSealer.Seal("one"u8, [keys.Content.Recipient])),
            ],
            parties.Alice);
    }
}
