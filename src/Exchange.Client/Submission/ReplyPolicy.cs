using Exchange.Client.Items;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Client.Submission;

/// <summary>
/// What an answer begins from: it may quote the item that it answers, so its marking is at least as strict, unless its sender says
/// otherwise.
/// </summary>
public static class ReplyPolicy
{
    /// <summary>
    /// The kind's policy, with the marking of the item that is answered where that is stricter, and its handling marking where the kind
    /// has none.
    /// </summary>
    public static async Task<AccessPolicy> OverAsync(
        AccessPolicy kind, ItemId answered, Participant participant, CancellationToken cancellationToken) =>
        Over(kind, (await new ItemReader(participant).GetAsync(answered, cancellationToken)).Policy);

    internal static AccessPolicy Over(AccessPolicy kind, AccessPolicy answered) => kind with
    {
        Tlp = answered.Tlp < kind.Tlp ? answered.Tlp : kind.Tlp,
        Handling = kind.Handling.Length == 0 ? answered.Handling : kind.Handling,
    };

    /// <summary>What the sender of an answer should know of its policy.</summary>
    internal static IEnumerable<string> Warnings(AccessPolicy answer, AccessPolicy answered)
    {
        if (answer.Tlp > answered.Tlp)
        {
            yield return $"it is marked {TlpLabel.Text(answer.Tlp)}; the item that it answers is marked {TlpLabel.Text(answered.Tlp)}";
        }

        if (answered.Handling.Length > 0 && answer.Handling != answered.Handling)
        {
            yield return $"it does not have the handling marking of the item that it answers: {answered.Handling}";
        }
    }
}
