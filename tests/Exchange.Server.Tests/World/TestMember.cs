using System.Security.Cryptography;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;

namespace Exchange.Server.Tests.World;

/// <summary>A person of the test world with the secret keys of their one device.</summary>
internal sealed class TestMember : IDisposable
{
    private TestMember(MemberId id, MemberName name, SignerKey signer, ECDsa tls, HybridIdentity identity, DsseEnvelope membership)
    {
        Id = id;
        Name = name;
        Signer = signer;
        Tls = tls;
        Identity = identity;
        Membership = membership;
    }

    public MemberId Id { get; }

    public MemberName Name { get; }

    public SignerKey Signer { get; }

    public ECDsa Tls { get; }

    public HybridIdentity Identity { get; }

    public DsseEnvelope Membership { get; }

    public SenderTerms Terms => new()
    {
        Member = Id,
        Membership = Membership.PayloadDigest,
        Ed25519 = Signer.PublicKey.Ed25519.KeyId,
        MlDsa65 = Signer.PublicKey.MlDsa65.KeyId,
    };

    public static TestMember Enrol(AgreementId agreement, SignerKey root, string name, params Role[] roles)
    {
        MemberId id = MemberId.New();
        MemberName parsed = MemberName.Parse(name);
        SignerKey signer = SignerKey.Generate();
        ECDsa tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        HybridIdentity identity = HybridIdentity.Generate();
        DeviceTerms device = new(
            Handle.Parse("laptop"),
            SignerKeys.Of(signer.PublicKey),
            new TlsPublicKey(tls.ExportSubjectPublicKeyInfo()),
            identity.Recipient);
        MembershipPredicate terms = new()
        {
            Agreement = agreement,
            Member = id,
            Party = parsed.Party,
            Handle = parsed.Handle,
            Roles = roles,
            Teams = [],
            Devices = [device],
            Profile = null,
            Previous = null,
        };
        return new TestMember(id, parsed, signer, tls, identity, Sign(StatementKinds.Membership, parsed.Handle.ToString(), terms, root));
    }

    /// <summary>The same member with another device in place of theirs.</summary>
    public TestMember WithAnotherDevice(AgreementId agreement, SignerKey root, Role role)
    {
        SignerKey signer = SignerKey.Generate();
        ECDsa tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        HybridIdentity identity = HybridIdentity.Generate();
        return new TestMember(Id, Name, signer, tls, identity, Following(agreement, root, role, signer, tls, identity));
    }

    /// <summary>A membership that follows another: this role alone, the device as it is.</summary>
    public DsseEnvelope InRole(AgreementId agreement, SignerKey root, Role role, DsseEnvelope before) =>
        Following(agreement, root, role, Signer, Tls, Identity, before);

    /// <summary>The end of this membership, signed by the party's root.</summary>
    public DsseEnvelope Revocation(AgreementId agreement, SignerKey root) => Sign(
        StatementKinds.Revocation, Name.Handle.ToString(), new RevocationPredicate(agreement, Id, "left", Membership.PayloadDigest), root);

    public DsseEnvelope Sign<T>(StatementKind<T> kind, string subject, T predicate) => Sign(kind, subject, predicate, Signer);

    public void Dispose()
    {
        Signer.Dispose();
        Tls.Dispose();
        Identity.Dispose();
    }

    private DsseEnvelope Following(
        AgreementId agreement,
        SignerKey root,
        Role role,
        SignerKey signer,
        ECDsa tls,
        HybridIdentity identity,
        DsseEnvelope? before = null)
    {
        DeviceTerms device = new(
            Handle.Parse("laptop"),
            SignerKeys.Of(signer.PublicKey),
            new TlsPublicKey(tls.ExportSubjectPublicKeyInfo()),
            identity.Recipient);
        MembershipPredicate terms = new()
        {
            Agreement = agreement,
            Member = Id,
            Party = Name.Party,
            Handle = Name.Handle,
            Roles = [role],
            Teams = [],
            Devices = [device],
            Profile = null,
            Previous = (before ?? Membership).PayloadDigest,
        };
        return Sign(StatementKinds.Membership, Name.Handle.ToString(), terms, root);
    }

    private static DsseEnvelope Sign<T>(StatementKind<T> kind, string subject, T predicate, SignerKey key) =>
        EnvelopeSigner.Sign(StatementCodec.Encode(kind, subject, predicate), [key]);
}
