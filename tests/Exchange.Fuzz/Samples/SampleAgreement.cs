using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Tlog;

namespace Exchange.Fuzz.Samples;

/// <summary>The terms of an agreement of a lab and an institute.</summary>
internal static class SampleAgreement
{
    public static AgreementPredicate Terms { get; } = new()
    {
        Agreement = SampleStatements.AgreementId,
        Version = 1,
        Previous = null,
        Parties = [Party("lab", SampleKeys.Lab), Party("institute", SampleKeys.Institute)],
        Logs = new LogsTerms(Log("log.example/directory"), Log(SampleKeys.LogName)),
        Witnesses = [],
        Quorum = 0,
        Guards = [],
        Operator = new OperatorTerms(new TlsPublicKey(SampleKeys.TlsKey), PartyName.Parse("lab")),
        Kinds = [new KindTerms("evaluation-result", Suites.V1, PolicyBytes.Encode(SamplePolicies.Open))],
        Purposes = ["research", "evaluation", "mitigation"],
        Limits = new LimitTerms
        {
            MaxParts = 8,
            MaxPartBytes = 4 * 1024 * 1024,
            MaxItemBytes = 8 * 1024 * 1024,
            MaxCardBytes = 64 * 1024,
            MaxGrants = 16,
        },
        FreshnessSeconds = 3600,
        MinimumRetentionDays = 0,
        Start = SampleStatements.Start,
        End = SampleStatements.End,
    };

    private static PartyTerms Party(string name, SignerKey root) =>
        new(PartyName.Parse(name), name, [SignerKeys.Of(root.PublicKey)], 1, SampleKeys.PostQuantum.Recipient);

    private static LogTerms Log(string origin) =>
        new(origin, [new NoteVerifierKey(origin, NoteKeyType.Ed25519, SampleKeys.Log.VerifierKey.PublicKey)]);
}
