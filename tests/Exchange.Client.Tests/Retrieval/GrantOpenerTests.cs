using Exchange.Client.Errors;
using Exchange.Client.Release;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Retrieval;

public sealed class GrantOpenerTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_honest_grant_opens()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        using HybridIdentity key = Open(signed, Honest(signed));
        Assert.Equal(signed.Keys.Content.Recipient, key.Recipient);
    }

    [Theory]
    [InlineData(nameof(VerificationFault.GrantForAnotherItem))]
    [InlineData(nameof(VerificationFault.GrantForAnotherStatement))]
    [InlineData(nameof(VerificationFault.GrantForAnotherKey))]
    [InlineData(nameof(VerificationFault.GrantForAnotherMember))]
    [InlineData(nameof(VerificationFault.GrantIdentityMismatch))]
    public async Task Each_lie_in_a_grant_is_refused_for_what_it_is(string named)
    {
        VerificationFault fault = Enum.Parse<VerificationFault>(named);
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        GrantText honest = Honest(signed);
        GrantText lie = fault switch
        {
            VerificationFault.GrantForAnotherItem => honest with { Item = ItemId.New() },
            VerificationFault.GrantForAnotherStatement => honest with { Statement = Sha256Digest.Of([1]) },
            VerificationFault.GrantForAnotherKey => honest with { Key = SealedKey.Card },
            VerificationFault.GrantForAnotherMember => honest with { Member = parties.Dave.Id },
            _ => honest with { Identity = signed.Keys.Card.ExportText() },
        };

        VerificationException refused = Assert.Throws<VerificationException>(() => Open(signed, lie));
        Assert.Equal(fault, refused.Fault);
        Assert.Equal(ExitCode.Verification, refused.Exit);
    }

    [Fact]
    public async Task A_grant_that_is_no_grant_is_refused()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        HybridRecipient bob = parties.KeysOf(parties.Bob).Identity.Recipient;
        byte[] weak = AgeSealer.Seal(Honest(signed).Encode(), [X25519Identity.Generate().Recipient]);
        byte[] other = AgeSealer.Seal(Honest(signed).Encode(), [parties.KeysOf(parties.Dave).Identity.Recipient]);
        byte[] chatty = AgeSealer.Seal([.. "# hello\n"u8, .. Honest(signed).Encode()], [bob]);
        foreach (byte[] grant in new[] { weak, other, chatty, [] })
        {
            Assert.Equal(VerificationFault.GrantUnreadable, Assert.Throws<VerificationException>(() => Open(signed, grant)).Fault);
        }
    }

    private GrantText Honest(SignedItem signed) =>
        new(signed.Item.Id, signed.Item.Digest, SealedKey.Content, parties.Bob.Id, signed.Keys.Content.ExportText());

    private HybridIdentity Open(SignedItem signed, GrantText text) =>
        Open(signed, AgeSealer.Seal(text.Encode(), [parties.KeysOf(parties.Bob).Identity.Recipient]));

    private HybridIdentity Open(SignedItem signed, byte[] grant) =>
        GrantOpener.Open(grant, signed.Item, SealedKey.Content, parties.Bob.Id, parties.KeysOf(parties.Bob).Identity);
}
