using Exchange.Client.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Hostile.Clients;
using Exchange.Testing;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Walks;

/// <summary>Asks for keys, now and then under the policy before, and now and then twice.</summary>
internal sealed class WalkReleases(Draws draws)
{
    public string? Purpose() =>
        draws.Below(12) switch { 0 => null, 1 => "gossip", 2 => "oversight", 3 or 4 => "evaluation", _ => "research" };

    /// <param name="purpose">For the content; the card is for none.</param>
    public async Task AskAsync(SeenItem seen, WalkDevice device, SealedKey key, string? purpose)
    {
        ReleaseRequestPredicate asked = Requests.Sound(device.Participant, seen.Verified) with
        {
            Key = key,
            PolicyDigest = draws.OneIn(15) ? seen.Verified.Predicate.PolicyDigest : seen.InForce.Digest,
            Purpose = key == SealedKey.Card ? null : purpose,
        };
        ReleaseRequest request = Requests.Signed(device.Participant, asked);
        RetrievalClient client = new(device.Channel);
        await client.ReleaseAsync(request, cancellationToken: AttackedServer.Cancel);
        if (draws.OneIn(5))
        {
            await client.ReleaseAsync(request, cancellationToken: AttackedServer.Cancel);
        }
    }
}
