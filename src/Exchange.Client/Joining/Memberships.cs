using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Joining;

/// <summary>
/// Makes the statements of the directory. A party's administrator signs them, or one of its roots; where more roots must sign, the
/// others add theirs with <see cref="Agreements.AgreementSigning.AddSignature"/>.
/// </summary>
public static class Memberships
{
    /// <summary>
    /// Enrols the person who made a request: under a new id, or, with <paramref name="previous"/>, as a further statement about that
    /// member, in which the requested device replaces the one of its name and other devices stay.
    /// </summary>
    /// <exception cref="MalformedException">The request is not from the member's party.</exception>
    public static DsseEnvelope Sign(
        Statement<JoinRequestPredicate> request,
        IReadOnlyList<Role> roles,
        IReadOnlyList<Handle> teams,
        Member? previous,
        SignerKey signer)
    {
        JoinRequestPredicate asked = request.Predicate;
        if (previous is not null && previous.Name.Party != asked.Party)
        {
            throw new MalformedException($"the request is from {asked.Party}, the member is in {previous.Name.Party}");
        }

        IEnumerable<DeviceTerms> kept = previous?.Devices.Where(device => device.Name != asked.Device.Name).Select(TermsOf) ?? [];
        MembershipPredicate terms = new()
        {
            Agreement = asked.Agreement,
            Member = previous?.Id ?? MemberId.New(),
            Party = asked.Party,
            Handle = asked.Handle,
            Roles = [.. roles.Distinct().Order()],
            Teams = [.. teams.Distinct()],
            Devices = [.. kept, asked.Device],
            Profile = null,
            Previous = previous?.Statement,
        };
        return Sign(terms, signer);
    }

    /// <summary>Another statement about a member with the same keys: other roles or teams.</summary>
    public static DsseEnvelope Change(
        AgreementId agreement,
        Member member,
        IReadOnlyList<Role> roles,
        IReadOnlyList<Handle> teams,
        SignerKey signer)
    {
        MembershipPredicate terms = new()
        {
            Agreement = agreement,
            Member = member.Id,
            Party = member.Name.Party,
            Handle = member.Name.Handle,
            Roles = [.. roles.Distinct().Order()],
            Teams = [.. teams.Distinct()],
            Devices = [.. member.Devices.Select(TermsOf)],
            Profile = null,
            Previous = member.Statement,
        };
        return Sign(terms, signer);
    }

    /// <summary>Ends a membership for good.</summary>
    /// <param name="reason">One of <see cref="RevocationReason"/>.</param>
    /// <exception cref="ArgumentException">The reason is not one of them.</exception>
    public static DsseEnvelope Revoke(AgreementId agreement, Member member, string reason, SignerKey signer)
    {
        if (!RevocationReason.All.Contains(reason))
        {
            throw new ArgumentException("not a reason for a revocation", nameof(reason));
        }

        RevocationPredicate terms = new(agreement, member.Id, reason, member.Statement);
        return EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Revocation, "revocation", terms), [signer]);
    }

    private static DsseEnvelope Sign(MembershipPredicate terms, SignerKey signer) =>
        EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Membership, "membership", terms), [signer]);

    private static DeviceTerms TermsOf(Device device) => new(device.Name, SignerKeys.Of(device.Signer), device.Tls, device.Recipient);
}

/// <summary>Why a membership ends, as revocations state it.</summary>
public static class RevocationReason
{
    public const string Left = "left";
    public const string KeyCompromise = "key-compromise";
    public const string RoleEnded = "role-ended";
    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [Left, KeyCompromise, RoleEnded, Other];
}
