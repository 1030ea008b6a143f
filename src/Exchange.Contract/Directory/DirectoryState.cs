using System.Collections.Immutable;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>
/// The directory at one of its sizes: who is a member, with which keys. Immutable, so that "as of entry N" is a state that was
/// kept. Server and client compute it by the same replay (<see cref="DirectoryReplay"/>), from the agreement at entry 0.
/// </summary>
public sealed class DirectoryState
{
    private readonly ImmutableDictionary<MemberId, Member> members;
    private readonly ImmutableDictionary<MemberName, MemberId> byName;
    private readonly ImmutableDictionary<Sha256Digest, MemberId> byKey;
    private readonly ImmutableDictionary<Sha256Digest, Member> byStatement;
    private readonly ImmutableDictionary<Sha256Digest, SignerPublicKey> signers;

    private DirectoryState(
        Agreement agreement,
        long size,
        ImmutableDictionary<MemberId, Member> members,
        ImmutableDictionary<MemberName, MemberId> byName,
        ImmutableDictionary<Sha256Digest, MemberId> byKey,
        ImmutableDictionary<Sha256Digest, Member> byStatement,
        ImmutableDictionary<Sha256Digest, SignerPublicKey> signers)
    {
        Agreement = agreement;
        Size = size;
        this.members = members;
        this.byName = byName;
        this.byKey = byKey;
        this.byStatement = byStatement;
        this.signers = signers;
    }

    public Agreement Agreement { get; }

    /// <summary>How many entries lead to this state; entry 0 is the agreement.</summary>
    public long Size { get; }

    public IEnumerable<Member> Members => members.Values.OrderBy(member => member.Name.ToString(), StringComparer.Ordinal);

    public static DirectoryState Begin(Agreement agreement) =>
        new(
            agreement,
            size: 1,
            ImmutableDictionary<MemberId, Member>.Empty,
            ImmutableDictionary<MemberName, MemberId>.Empty,
            ImmutableDictionary<Sha256Digest, MemberId>.Empty,
            ImmutableDictionary<Sha256Digest, Member>.Empty,
            ImmutableDictionary<Sha256Digest, SignerPublicKey>.Empty);

    public Member? Find(MemberId id) => members.GetValueOrDefault(id);

    /// <summary>Whether each of these is or was a member.</summary>
    public bool Knows(IEnumerable<MemberId> ids) => ids.All(members.ContainsKey);

    /// <summary>The active member of that name.</summary>
    public Member? Find(MemberName name) => byName.TryGetValue(name, out MemberId id) ? members[id] : null;

    /// <summary>The active member and device of a TLS key, by its pin.</summary>
    public (Member Member, Device Device)? FindByTlsPin(Sha256Digest pin) => FindDevice(pin, device => device.Tls.Pin == pin);

    /// <summary>The active member and device of a signing key, by the Ed25519 half's key id.</summary>
    public (Member Member, Device Device)? FindBySigner(Sha256Digest ed25519KeyId) =>
        FindDevice(ed25519KeyId, device => device.Signer.Ed25519.KeyId == ed25519KeyId);

    /// <summary>The member as that membership statement had it, whether or not it still holds.</summary>
    public Member? AsOf(Sha256Digest membership) => byStatement.GetValueOrDefault(membership);

    /// <summary>The signing keys of which one half has that key id, if any membership statement ever vouched for them.</summary>
    internal SignerPublicKey? EverSigner(Sha256Digest keyId) => signers.GetValueOrDefault(keyId);

    /// <summary>Whether a key was ever named by any membership statement.</summary>
    internal MemberId? EverHeldBy(Sha256Digest keyName) => byKey.TryGetValue(keyName, out MemberId id) ? id : null;

    internal DirectoryState With(Member member) =>
        new(
            Agreement,
            checked(Size + 1),
            members.SetItem(member.Id, member),
            Renamed(member),
            byKey.SetItems(member.Devices.SelectMany(device => device.KeyNames).Select(name => KeyValuePair.Create(name, member.Id))),
            member.Active ? byStatement.SetItem(member.Statement, member) : byStatement,
            signers.SetItems(member.Devices.SelectMany(device =>
                KeyIdsOf(device.Signer).Select(keyId => KeyValuePair.Create(keyId, device.Signer)))));

    // Names of active members only: a member who has left, or has a different name now, leaves the name free.
    private ImmutableDictionary<MemberName, MemberId> Renamed(Member member)
    {
        ImmutableDictionary<MemberName, MemberId> without =
            Find(member.Id) is { Active: true } before ? byName.Remove(before.Name) : byName;
        return member.Active ? without.SetItem(member.Name, member.Id) : without;
    }

    private static Sha256Digest[] KeyIdsOf(SignerPublicKey signer) => [signer.Ed25519.KeyId, signer.MlDsa65.KeyId];

    private (Member Member, Device Device)? FindDevice(Sha256Digest keyName, Func<Device, bool> matches)
    {
        // byKey remembers every key for ever; only an active member's current devices count.
        if (!byKey.TryGetValue(keyName, out MemberId id) || members[id] is not { Active: true } member)
        {
            return null;
        }

        Device? device = member.Devices.FirstOrDefault(matches);
        return device is null ? null : (member, device);
    }
}
