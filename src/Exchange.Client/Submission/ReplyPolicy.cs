using Exchange.Client.Retrieval;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Client.Submission;

/// <summary>What an answer begins from: it may quote the item that it answers, so it is marked no laxer, unless its sender says so.</summary>
public static class ReplyPolicy
{
    /// <summary>The kind's policy, with the marking of the item that is answered where that is stricter.</summary>
    public static async Task<AccessPolicy> OverAsync(AccessPolicy kind, ItemId answered, Participant participant, CancellationToken cancellationToken) =>
        Over(kind, (await new ItemReader(participant).GetAsync(answered, cancellationToken)).Policy.Tlp);

    internal static AccessPolicy Over(AccessPolicy kind, Tlp answered) => answered < kind.Tlp ? kind with { Tlp = answered } : kind;
}
