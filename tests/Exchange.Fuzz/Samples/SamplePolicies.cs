using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Fuzz.Samples;

internal static class SamplePolicies
{
    /// <summary>Sets as little as a policy can.</summary>
    public static AccessPolicy Open { get; } = new()
    {
        Version = PolicyEvaluator.Version,
        Audience = new Audience([SampleStatements.Member], [], []),
        CardShows = CardShows.AtOnce,
        Purposes = ["research"],
        Tlp = Tlp.Amber,
    };

    /// <summary>Sets everything but what is about approvals, terms, sharing and changes.</summary>
    public static AccessPolicy Narrow { get; } = new()
    {
        Version = PolicyEvaluator.Version,
        Audience = new Audience(
            [SampleStatements.Member],
            [new AudienceTeam(PartyName.Parse("institute"), Handle.Parse("cyber"))],
            [new AudienceRole(PartyName.Parse("institute"), Role.Reader), new AudienceRole(PartyName.Parse("lab"), Role.Compliance)]),
        CardShows = CardShows.AfterEmbargo,
        Embargo = SampleStatements.Start.AddDays(30),
        Expires = SampleStatements.End,
        MaxOpenings = 10,
        MaxOpeningsPerPerson = 2,
        Purposes = ["evaluation", "mitigation", "research"],
        Tlp = Tlp.Green,
        Handling = "OFFICIAL-SENSITIVE",
    };

    /// <summary>Sets everything that a policy can.</summary>
    public static AccessPolicy Governed { get; } = Narrow with
    {
        Approvals =
        [
            new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 2, EachReader: false),
            new ApprovalRule(PartyName.Parse("institute"), Role.Compliance, 1, EachReader: true),
        ],
        Terms = SampleStatements.Digest,
        OnwardSharing = OnwardSharing.Party,
        Grantors = Grantors.Readers,
        RetentionDays = 730,
        Revocable = false,
    };

    /// <summary>Opens to nobody, and makes no sense.</summary>
    public static AccessPolicy Closed { get; } = Open with
    {
        Audience = Audience.Nobody,
        CardShows = CardShows.WithContents,
        MaxOpenings = 0,
        Purposes = [],
        Tlp = Tlp.Red,
    };
}
