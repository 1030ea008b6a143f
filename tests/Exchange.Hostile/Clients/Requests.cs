using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Google.Protobuf;

namespace Exchange.Hostile.Clients;

/// <summary>Release requests as the client makes them, and as it never would.</summary>
internal static class Requests
{
    public static async Task<VerifiedItem> ItemAsync(Participant participant, string item) =>
        (await new ItemReader(participant).GetAsync(ItemId.Parse(item), AttackedServer.Cancel)).Verified;

    /// <summary>A sound request for the content, for ten minutes.</summary>
    public static ReleaseRequestPredicate Sound(Participant reader, VerifiedItem item) => new()
    {
        Agreement = reader.Agreement.Id,
        Item = item.Id,
        Statement = item.Digest,
        Key = SealedKey.Content,
        PolicyDigest = item.Predicate.PolicyDigest,
        Purpose = "research",
        Request = RequestId.New(),
        Reader = reader.SenderTerms,
        NotAfter = Timestamp.Truncate(reader.Time.GetUtcNow() + TimeSpan.FromMinutes(10)),
    };

    public static ReleaseRequest Signed(Participant signer, ReleaseRequestPredicate terms) => new()
    {
        Request = ByteString.CopyFrom(
            EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.ReleaseRequest, "release-request", terms), [signer.Keys.Signer])
                .Encode()),
    };
}
