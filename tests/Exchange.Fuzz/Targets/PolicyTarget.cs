using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Policy.Wording;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A policy's protobuf bytes: they encode to the same bytes, and whatever the policy says, it is put into words, checked for
/// sense, decided and enumerated without an exception.
/// </summary>
internal static class PolicyTarget
{
    private static readonly AgreementTerms Terms = new(
        ["research", "evaluation"],
        SampleStatements.Start,
        SampleStatements.End,
        [PartyName.Parse("lab"), PartyName.Parse("institute")],
        MinimumRetentionDays: 30);

    private static readonly Reader[] Readers =
    [
        new(
            SampleStatements.Member,
            PartyName.Parse("institute"),
            new HashSet<Role> { Role.Reader },
            new HashSet<Handle> { Handle.Parse("cyber") },
            true),
        new(MemberId.New(), PartyName.Parse("lab"), new HashSet<Role> { Role.Compliance }, new HashSet<Handle>(), false),
    ];

    public static FuzzTarget Create() => FuzzTarget.Of("policy", static input => PolicyBytes.Parse(input), Hold, Seeds) with
    {
        Words = ["research", "institute", "cyber", "reader", "compliance", SampleStatements.Member.ToString()],
    };

    private static void Hold(byte[] input, AccessPolicy policy)
    {
        Promise.SameBytes(input, PolicyBytes.Encode(policy));
        foreach (string line in PolicyText.Lines(policy, static id => id.ToString()))
        {
            Promise.Holds(!line.Any(char.IsControl), "the text of a policy has a control character");
        }

        bool known = policy.Version == PolicyEvaluator.Version;
        Promise.Holds(known || PolicyCoherence.Problems(policy, Terms).Count > 0, "a policy of an unknown version makes sense");
        IReadOnlyList<WhoEntry> who = PolicyWho.Enumerate(policy, Readers, static _ => AccessState.Fresh, SampleStatements.Start, Terms);
        Promise.Holds(known || who.All(entry => entry.Decision is Decision.Deny), "a policy of an unknown version permits");
        Promise.Holds(
            who.All(entry => entry.Decision is Decision.Deny
                || policy.Audience.Includes(entry.Reader)
                || (entry.Key == SealedKey.Card && policy.RuleFor(entry.Reader) is not null)),
            "a policy permits somebody who is neither in its audience nor, for the card, an approver");
        Promise.Holds(
            who.All(
                entry => entry.Decision is Decision.Deny || (entry.From >= Terms.Start && entry.From < Terms.End && entry.Reader.Active)),
            "a policy permits outside the agreement's time, or somebody who has left");
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        new("open", PolicyBytes.Encode(SamplePolicies.Open)),
        new("narrow", PolicyBytes.Encode(SamplePolicies.Narrow)),
        new("closed", PolicyBytes.Encode(SamplePolicies.Closed)),
        new("governed", PolicyBytes.Encode(SamplePolicies.Governed)),
        new("from-the-future", PolicyBytes.Encode(SamplePolicies.Governed with { Version = PolicyEvaluator.Version + 1 })),
        new("from-the-past", PolicyBytes.Encode(SamplePolicies.Governed with { Version = PolicyEvaluator.Version - 1 })),
    ];
}
