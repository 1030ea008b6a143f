using Exchange.Client.Items;
using Exchange.Client.Sealing;
using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Hostile.Clients;
using Exchange.Testing;
using Google.Protobuf;
using GrantsClient = Exchange.Contract.Wire.Grants.GrantsClient;

namespace Exchange.Hostile.Walks;

/// <summary>Keys of an item for somebody, mostly by its sender. That they are not the item's own, only a reader would find out.</summary>
internal sealed class WalkGrants(Draws draws, WalkPeople people)
{
    public async Task GrantAsync(SeenItem seen, string sender, string name)
    {
        WalkDevice by = people.DeviceOf(draws.Of(sender, sender, sender, sender, "bob", "frank"), draws);
        Member to = people[name].Self;
        KeyRecipient recipient = draws.OneIn(4) ? KeyRecipient.OfCardKey(to) : KeyRecipient.OfBothKeys(to);
        using ItemKeys keys = ItemKeys.Generate();
        IReadOnlyList<SealedGrant> grants =
            GrantSealer.Seal(seen.Verified.Id, seen.Verified.Digest, keys, [recipient], seen.Verified.Sender, null);
        DsseEnvelope statement = GrantSealer.Sign(
            by.Participant.Agreement,
            seen.Verified.Id,
            seen.Verified.Digest,
            by.Participant.SenderTerms,
            grants,
            by.Participant.Keys.Signer);
        AddGrantsRequest request = new()
        {
            GrantStatement = ByteString.CopyFrom(statement.Encode()),
            Grants = { grants.Select(grant => ByteString.CopyFrom(grant.File.Span)) },
        };
        await new GrantsClient(by.Channel).AddGrantsAsync(request, cancellationToken: AttackedServer.Cancel);
    }
}
