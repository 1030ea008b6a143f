using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Agreements;

/// <summary>The terms of a first agreement before anybody has signed it, with defaults that two organisations can begin with.</summary>
public sealed record AgreementDraft
{
    private const int Years = 2;

    public AgreementId Id { get; init; } = AgreementId.New();

    /// <summary>One for each root key; the roots of one party share its names.</summary>
    public required IReadOnlyList<RootPublicFile> Roots { get; init; }

    public required ServerPublicFile Server { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>How many of a party's roots must sign; a party that is not named here needs more than half of them.</summary>
    public IReadOnlyDictionary<PartyName, int> Thresholds { get; init; } = new Dictionary<PartyName, int>();

    /// <summary>Where a party wants its senders' item keys sealed as well.</summary>
    public IReadOnlyDictionary<PartyName, HybridRecipient> Recovery { get; init; } = new Dictionary<PartyName, HybridRecipient>();

    /// <summary>The party that runs the server, if it is one of them.</summary>
    public PartyName? Operator { get; init; }

    /// <summary>The default policy of each kind. A retention shorter than <see cref="MinimumRetentionDays"/> is raised to it.</summary>
    public Func<string, AccessPolicy> DefaultPolicy { get; init; } = AgreementDefaults.PolicyOf;

    public IReadOnlyList<string> Kinds { get; init; } = AgreementDefaults.Kinds;

    public IReadOnlyList<string> Purposes { get; init; } = AgreementDefaults.Purposes;

    public LimitTerms Limits { get; init; } = AgreementDefaults.Limits;

    public int FreshnessSeconds { get; init; } = AgreementDefaults.FreshnessSeconds;

    public int MinimumRetentionDays { get; init; } = AgreementDefaults.MinimumRetentionDays;

    /// <summary>A draft that is in force from now on, for two years.</summary>
    public static AgreementDraft Begin(IReadOnlyList<RootPublicFile> roots, ServerPublicFile server, TimeProvider time)
    {
        DateTimeOffset now = Timestamp.Truncate(time.GetUtcNow());
        return new AgreementDraft { Roots = roots, Server = server, Start = now, End = now.AddYears(Years) };
    }

    /// <summary>The agreement without signatures, for every party to sign.</summary>
    /// <exception cref="MalformedException">The terms contradict each other; the message says which.</exception>
    public DsseEnvelope ToEnvelope()
    {
        AgreementPredicate terms = new(
            Id,
            Version: 1,
            Previous: null,
            Parties(),
            Server.ToTerms(),
            Witnesses: [],
            Quorum: 0,
            Guards: [],
            new OperatorTerms(Server.Operator, Operator),
            [.. Kinds.Select(kind => new KindTerms(kind, Suites.V1, PolicyBytes.Encode(KeptLongEnough(DefaultPolicy(kind)))))],
            Purposes,
            Limits,
            FreshnessSeconds,
            MinimumRetentionDays,
            Timestamp.Truncate(Start),
            Timestamp.Truncate(End));
        DsseEnvelope envelope = new(InToto.PayloadType, StatementCodec.Encode(StatementKinds.Agreement, "agreement", terms), []);
        _ = Contract.Agreements.AgreementVerifier.ReadUnverified(envelope);
        return envelope;
    }

    private AccessPolicy KeptLongEnough(AccessPolicy policy) =>
        policy.RetentionDays < MinimumRetentionDays ? policy with { RetentionDays = (uint)MinimumRetentionDays } : policy;

    private List<PartyTerms> Parties()
    {
        List<PartyTerms> parties = [];
        foreach (IGrouping<PartyName, RootPublicFile> party in Roots.GroupBy(root => root.Party))
        {
            SignerKeys[] roots = [.. party.Select(root => root.Root)];
            if (party.Select(root => root.DisplayName).Distinct(StringComparer.Ordinal).Count() != 1)
            {
                throw new MalformedException($"the root public files of {party.Key} give it different display names");
            }

            int threshold = Thresholds.TryGetValue(party.Key, out int asked) ? asked : (roots.Length / 2) + 1;
            parties.Add(new PartyTerms(party.Key, party.First().DisplayName, roots, threshold, Recovery.GetValueOrDefault(party.Key)));
        }

        return parties;
    }
}
