using System.Security.Cryptography;
using Exchange.Client.Agreements;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Tests.Fakes;

/// <summary>Two parties with a root key each, the server's keys, and the agreement that they signed.</summary>
internal sealed class Parties : IDisposable
{
    public const string DirectoryOrigin = "exchange.example/test/directory";
    public const string AuditOrigin = "exchange.example/test/audit";

    public static readonly PartyName Lab = PartyName.Parse("lab");
    public static readonly PartyName Institute = PartyName.Parse("institute");

    public Parties()
    {
        using ECDsa operatorKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Server = new ServerPublicFile(
            DirectorySigner.VerifierKey,
            AuditSigner.VerifierKey,
            new TlsPublicKey(operatorKey.ExportSubjectPublicKeyInfo()));
        Draft = AgreementDraft.Begin(
            [RootPublicFile.Of(Lab, "A Lab", LabRoot.Signer), RootPublicFile.Of(Institute, "An Institute", InstituteRoot.Signer)],
            Server,
            TimeProvider.System);
        Signed = AgreementSigning.AddSignature(AgreementSigning.AddSignature(Draft.ToEnvelope(), LabRoot.Signer), InstituteRoot.Signer);
        Agreement = AgreementVerifier.Verify(Signed);
    }

    public RootKeys LabRoot { get; } = RootKeys.Generate();

    public RootKeys InstituteRoot { get; } = RootKeys.Generate();

    public NoteSigner DirectorySigner { get; } = new(DirectoryOrigin, Ed25519SigningKey.Generate());

    public NoteSigner AuditSigner { get; } = new(AuditOrigin, Ed25519SigningKey.Generate());

    public ServerPublicFile Server { get; }

    public AgreementDraft Draft { get; }

    public DsseEnvelope Signed { get; }

    public Agreement Agreement { get; }

    /// <summary>A membership statement of somebody new.</summary>
    public DsseEnvelope Enrol(string name, DeviceKeys keys, SignerKey by, params Role[] roles)
    {
        DsseEnvelope request = JoinRequests.Create(Agreement.Id, MemberName.Parse(name), Handle.Parse("laptop"), roles, keys);
        return Memberships.Sign(JoinRequests.Verify(request), roles, [], null, by);
    }

    public DirectoryState Replay(params DsseEnvelope[] statements) =>
        statements.Aggregate(DirectoryState.Begin(Agreement), (state, statement) => DirectoryReplay.Apply(state, statement));

    public void Dispose()
    {
        LabRoot.Dispose();
        InstituteRoot.Dispose();
        DirectorySigner.Dispose();
        AuditSigner.Dispose();
    }
}
