using System.Security.Cryptography;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Server.Storage;

namespace Exchange.Server.Tests.World;

/// <summary>An agreement of a lab and an institute, signed by both, with all secret keys.</summary>
internal sealed class TestAgreement : IDisposable
{
    public const long MaxPartBytes = 4 * 1024 * 1024;

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TestAgreement()
    {
        NoteSigner directory = new("lab.example/exchange/directory", Ed25519SigningKey.Generate());
        NoteSigner audit = new("lab.example/exchange/audit", Ed25519SigningKey.Generate());
        LogKeys = new LogKeys(directory, audit);
        byte[] policy = PolicyBytes.Encode(new AccessPolicy
        {
            Version = PolicyEvaluator.Version,
            Audience = Contract.Policy.Audience.Nobody,
            CardShows = CardShows.AtOnce,
            Purposes = ["research"],
            Tlp = Tlp.Amber,
        });
        AgreementPredicate terms = new()
        {
            Agreement = AgreementId.New(),
            Version = 1,
            Previous = null,
            Parties = [Party("lab", LabRoot), Party("institute", InstituteRoot)],
            Logs = new LogsTerms(
                new LogTerms(directory.VerifierKey.Name, [directory.VerifierKey]),
                new LogTerms(audit.VerifierKey.Name, [audit.VerifierKey])),
            Witnesses = [],
            Quorum = 0,
            Guards = [],
            Operator = new OperatorTerms(new TlsPublicKey(OperatorKey.ExportSubjectPublicKeyInfo()), PartyName.Parse("lab")),
            Kinds = [new KindTerms("evaluation-result", Suites.V1, policy)],
            Purposes = ["research", "evaluation", "mitigation"],
            Limits = new LimitTerms
            {
                MaxParts = 8,
                MaxPartBytes = MaxPartBytes,
                MaxItemBytes = 8 * 1024 * 1024,
                MaxCardBytes = 64 * 1024,
                MaxGrants = 16,
            },
            FreshnessSeconds = 3600,
            MinimumRetentionDays = 0,
            Start = Start,
            End = End,
        };
        Verified = AgreementVerifier.Verify(
            EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Agreement, "agreement", terms), [LabRoot, InstituteRoot]));
    }

    public SignerKey LabRoot { get; } = SignerKey.Generate();

    public SignerKey InstituteRoot { get; } = SignerKey.Generate();

    public ECDsa OperatorKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public LogKeys LogKeys { get; }

    public Agreement Verified { get; }

    public AgreementId Id => Verified.Id;

    public void Dispose()
    {
        LabRoot.Dispose();
        InstituteRoot.Dispose();
        OperatorKey.Dispose();
        LogKeys.Dispose();
    }

    private static PartyTerms Party(string name, SignerKey root) =>
        new(PartyName.Parse(name), name, [SignerKeys.Of(root.PublicKey)], 1, null);
}
