using System.Globalization;
using System.Security.Cryptography;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Sealing;

/// <summary>Seals the keys of an item to members, and signs to whom they were sealed.</summary>
internal static class GrantSealer
{
    /// <summary>For each member the card key and then, where they are to have it, the content key, each in a file of its own.</summary>
    /// <param name="recovery">The recovery recipient of the sender's party, which can open what is sealed to the sender; or null.</param>
    public static IReadOnlyList<SealedGrant> Seal(
        ItemId item,
        Sha256Digest statement,
        ItemKeys keys,
        IReadOnlyList<KeyRecipient> members,
        Member sender,
        HybridRecipient? recovery)
    {
        List<SealedGrant> grants = [];
        foreach (KeyRecipient granted in members)
        {
            IEnumerable<AgeRecipient> devices = granted.Member.Devices.Select(device => device.Recipient);
            IReadOnlyList<AgeRecipient> recipients =
                granted.Member.Id == sender.Id && recovery is not null ? [.. devices, recovery] : [.. devices];
            grants.AddRange(granted.Keys.Select(key => SealOne(item, statement, key, keys, granted.Member, recipients)));
        }

        return grants;
    }

    /// <summary>The statement that names every grant, signed by the one who grants.</summary>
    public static DsseEnvelope Sign(
        Agreement agreement,
        ItemId item,
        Sha256Digest statement,
        SenderTerms grantor,
        IReadOnlyList<SealedGrant> grants,
        SignerKey signer)
    {
        GrantPredicate predicate = new(agreement.Id, item, statement, grantor, [.. grants.Select(grant => grant.Terms)]);
        IReadOnlyList<StatementSubject> subjects = [.. grants.Select((grant, place) => grant.File.Subject(place))];
        return EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Grant, subjects, predicate), [signer]);
    }

    private static SealedGrant SealOne(
        ItemId item, Sha256Digest statement, SealedKey key, ItemKeys keys, Member member, IReadOnlyList<AgeRecipient> recipients)
    {
        byte[] text = new GrantText(item, statement, key, member.Id, keys.Of(key).ExportText()).Encode();
        try
        {
            return new SealedGrant(member, key, new SealedGrantFile(AgeSealer.Seal(text, recipients)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
