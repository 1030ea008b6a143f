using System.Collections.Immutable;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>A member as the directory states them at one of its sizes.</summary>
/// <param name="Statement">The digest of the membership statement in force, or of the revocation that ended it.</param>
public sealed record Member(
    MemberId Id,
    MemberName Name,
    ImmutableSortedSet<Role> Roles,
    ImmutableArray<Handle> Teams,
    ImmutableArray<Device> Devices,
    Sha256Digest Statement,
    bool Active)
{
    public bool Has(Role role) => Active && Roles.Contains(role);

    /// <summary>The member's current device with these keys; null where there is none, or the member is no longer active.</summary>
    public Device? Present(SignerPublicKey signer) => Active ? Devices.FirstOrDefault(device => device.Signer == signer) : null;

    /// <summary>What the policy needs to know of a reader.</summary>
    public Reader ToReader() => new(Id, Name.Party, Roles, Teams.ToImmutableHashSet(), Active);
}

/// <summary>A device of a member, with the keys that the directory vouches for.</summary>
public sealed record Device(Handle Name, SignerPublicKey Signer, TlsPublicKey Tls, HybridRecipient Recipient)
{
    internal static Device Of(DeviceTerms terms) => new(terms.Name, terms.Signing.ToSigner(), terms.Tls, terms.Recipient);

    /// <summary>Every name under which one of its keys could be used again.</summary>
    internal IEnumerable<Sha256Digest> KeyNames =>
        [Signer.Ed25519.KeyId, Signer.MlDsa65.KeyId, Tls.Pin, Sha256Digest.Of(System.Text.Encoding.ASCII.GetBytes(Recipient.ToString()))];
}
