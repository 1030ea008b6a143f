namespace Exchange.Architecture.Tests;

/// <summary>What does not hold yet. An entry that is no longer needed must go, and so must this list.</summary>
internal static class Unfinished
{
    /// <summary>Uses between rooms that go sideways or up.</summary>
    public static readonly IReadOnlyList<string> Ties =
    [
        "Exchange.Cli -> Exchange.Cli.Help",
        "Exchange.Cli -> Exchange.Cli.Verbs",
        "Exchange.Cli.Demo -> Exchange.Cli.Verbs",
        "Exchange.Cli.Verbs -> Exchange.Cli.Doctor",
        "Exchange.Client.Governance -> Exchange.Client.Submission",
        "Exchange.Client.Retrieval -> Exchange.Client.Audit",
        "Exchange.Client.Retrieval -> Exchange.Client.Governance",
    ];

    /// <summary>Public types that no other project uses.</summary>
    public static readonly IReadOnlyList<string> PublicTypes =
    [
        "Exchange.Client.Agreements.AgreementDefaults",
        "Exchange.Client.Audit.ItemTimeline",
        "Exchange.Client.Audit.RecordedEvent",
        "Exchange.Client.Directory.DirectoryFetch",
        "Exchange.Client.Directory.DirectoryFollower",
        "Exchange.Client.Errors.VerificationException",
        "Exchange.Client.Errors.VerificationFault",
        "Exchange.Client.Errors.VerificationTexts",
        "Exchange.Client.Governance.InForceSituation",
        "Exchange.Client.Governance.ItemSituation",
        "Exchange.Client.Policies.FilePlace",
        "Exchange.Client.Policies.PolicyMistake",
        "Exchange.Client.Policies.PolicyMistakeException",
        "Exchange.Client.Retrieval.InForcePolicy",
        "Exchange.Client.Retrieval.ItemState",
        "Exchange.Client.Sealing.GrantSealer",
        "Exchange.Client.Sealing.ItemKeys",
        "Exchange.Client.Sealing.ItemSealer",
        "Exchange.Client.Sealing.PreparedItem",
        "Exchange.Client.Sealing.SealedCard",
        "Exchange.Client.Sealing.SealedGrant",
        "Exchange.Client.Sealing.SealedPart",
        "Exchange.Contract.Policy.ApprovalAnswerName",
        "Exchange.Contract.Statements.PredicateTypes",
    ];

    /// <summary>Folders of which a line may be longer than the limit.</summary>
    public static readonly IReadOnlyList<string> LongLines =
    [
    ];

    /// <summary>The share of files in src that may be tiny, in place of the named one.</summary>
    public static readonly double? TinyShare = 0.29;
}
