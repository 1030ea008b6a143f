using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;
using Google.Protobuf;

namespace Exchange.Contract.Policy;

/// <summary>The fields that came with version 2, to and from the wire. In a message of version 1 they are not there, and if they are, it does not encode to the same bytes.</summary>
internal static class PolicyWire2
{
    public static void Write(AccessPolicy policy, Wire.Policy wire)
    {
        wire.Approvals.AddRange(policy.Approvals.Select(static rule => new Wire.Policy.Types.ApprovalRule
        {
            Party = rule.Party.ToString(),
            Role = RoleNames.Format(rule.Role),
            Count = rule.Count,
            EachReader = rule.EachReader,
        }));
        if (policy.Terms is { } terms)
        {
            wire.Terms = ByteString.CopyFrom(terms.ToArray());
        }

        wire.OnwardSharing = policy.OnwardSharing switch
        {
            OnwardSharing.None => Wire.Policy.Types.OnwardSharing.None,
            OnwardSharing.Party => Wire.Policy.Types.OnwardSharing.Party,
            OnwardSharing.Agreement => Wire.Policy.Types.OnwardSharing.Agreement,
            _ => throw NoSharing(),
        };
        if (policy.RetentionDays is { } days)
        {
            wire.RetentionDays = days;
        }

        wire.Revocable = policy.Revocable;
        wire.Grantors = policy.Grantors switch
        {
            Grantors.Sender => Wire.Policy.Types.Grantors.Sender,
            Grantors.Readers => Wire.Policy.Types.Grantors.Readers,
            _ => throw NoGrantors(),
        };
    }

    /// <exception cref="MalformedException">A value that the policy's types do not have.</exception>
    public static AccessPolicy Read(Wire.Policy wire, AccessPolicy policy) => policy with
    {
        Approvals = [.. wire.Approvals.Select(static rule => new ApprovalRule(PartyName.Parse(rule.Party), RoleNames.Parse(rule.Role), rule.Count, rule.EachReader))],
        Terms = wire.HasTerms ? ReadTerms(wire.Terms) : null,
        OnwardSharing = wire.OnwardSharing switch
        {
            Wire.Policy.Types.OnwardSharing.None => OnwardSharing.None,
            Wire.Policy.Types.OnwardSharing.Party => OnwardSharing.Party,
            Wire.Policy.Types.OnwardSharing.Agreement => OnwardSharing.Agreement,
            _ => throw NoSharing(),
        },
        RetentionDays = wire.HasRetentionDays ? wire.RetentionDays : null,
        Revocable = wire.Revocable,
        Grantors = wire.Grantors switch
        {
            Wire.Policy.Types.Grantors.Sender => Grantors.Sender,
            Wire.Policy.Types.Grantors.Readers => Grantors.Readers,
            _ => throw NoGrantors(),
        },
    };

    private static Sha256Digest ReadTerms(ByteString bytes) => bytes.Length == Sha256Digest.Size
        ? new Sha256Digest(bytes.Span)
        : throw new MalformedException("a policy names its terms by a SHA-256 digest");

    private static MalformedException NoSharing() => new("a policy says how far it may be shared onward");

    private static MalformedException NoGrantors() => new("a policy says who may grant");
}
