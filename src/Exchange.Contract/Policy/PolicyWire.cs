using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;
using Google.Protobuf;

namespace Exchange.Contract.Policy;

/// <summary>Between the policy and its generated wire type, which goes no further than here.</summary>
internal static class PolicyWire
{
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <exception cref="MalformedException">A value that the wire does not know.</exception>
    public static Wire.Policy ToWire(AccessPolicy policy)
    {
        Wire.Policy wire = new()
        {
            Version = policy.Version,
            Audience = ToWire(policy.Audience),
            CardShows = ToWire(policy.CardShows),
            Purposes = { policy.Purposes },
            Tlp = ToWire(policy.Tlp),
            Handling = policy.Handling,
            Approvals = { policy.Approvals.Select(ToWire) },
            OnwardSharing = ToWire(policy.OnwardSharing),
            Revocable = policy.Revocable,
            Grantors = ToWire(policy.Grantors),
        };
        if (policy.Embargo is { } embargo)
        {
            wire.Embargo = embargo.ToUnixTimeSeconds();
        }

        if (policy.Expires is { } expires)
        {
            wire.Expires = expires.ToUnixTimeSeconds();
        }

        if (policy.MaxOpenings is { } total)
        {
            wire.MaxOpenings = total;
        }

        if (policy.MaxOpeningsPerPerson is { } perPerson)
        {
            wire.MaxOpeningsPerPerson = perPerson;
        }

        if (policy.Terms is { } terms)
        {
            wire.Terms = ByteString.CopyFrom(terms.ToArray());
        }

        if (policy.RetentionDays is { } days)
        {
            wire.RetentionDays = days;
        }

        return wire;
    }

    /// <exception cref="MalformedException">A value that the policy's types do not have.</exception>
    public static AccessPolicy FromWire(Wire.Policy wire) => new()
    {
        Version = wire.Version,
        Audience = FromWire(wire.Audience ?? throw new MalformedException("a policy has an audience, even if it is empty")),
        CardShows = FromWire(wire.CardShows),
        Embargo = wire.HasEmbargo ? FromSeconds(wire.Embargo) : null,
        Expires = wire.HasExpires ? FromSeconds(wire.Expires) : null,
        MaxOpenings = wire.HasMaxOpenings ? wire.MaxOpenings : null,
        MaxOpeningsPerPerson = wire.HasMaxOpeningsPerPerson ? wire.MaxOpeningsPerPerson : null,
        Purposes = wire.Purposes,
        Tlp = FromWire(wire.Tlp),
        Handling = wire.Handling,
        Approvals = [.. wire.Approvals.Select(FromWire)],
        Terms = wire.HasTerms ? ReadTerms(wire.Terms) : null,
        OnwardSharing = FromWire(wire.OnwardSharing),
        RetentionDays = wire.HasRetentionDays ? wire.RetentionDays : null,
        Revocable = wire.Revocable,
        Grantors = FromWire(wire.Grantors),
    };

    private static Wire.Policy.Types.Audience ToWire(Audience audience) => new()
    {
        Members = { audience.Members.Select(static id => id.ToString()) },
        Teams =
        {
            audience.Teams.Select(static entry =>
                new Wire.Policy.Types.Team { Party = entry.Party.ToString(), Team_ = entry.Team.ToString() }),
        },
        Roles =
        {
            audience.Roles.Select(static entry =>
                new Wire.Policy.Types.PartyRole { Party = entry.Party.ToString(), Role = RoleNames.Format(entry.Role) }),
        },
    };

    private static Audience FromWire(Wire.Policy.Types.Audience wire) => new(
        [.. wire.Members.Select(MemberId.Parse)],
        [.. wire.Teams.Select(static entry => new AudienceTeam(PartyName.Parse(entry.Party), Handle.Parse(entry.Team_)))],
        [.. wire.Roles.Select(static entry => new AudienceRole(PartyName.Parse(entry.Party), RoleNames.Parse(entry.Role)))]);

    private static Wire.Policy.Types.ApprovalRule ToWire(ApprovalRule rule) => new()
    {
        Party = rule.Party.ToString(),
        Role = RoleNames.Format(rule.Role),
        Count = rule.Count,
        EachReader = rule.EachReader,
    };

    private static ApprovalRule FromWire(Wire.Policy.Types.ApprovalRule rule) =>
        new(PartyName.Parse(rule.Party), RoleNames.Parse(rule.Role), rule.Count, rule.EachReader);

    private static Wire.Policy.Types.CardShows ToWire(CardShows shows) => shows switch
    {
        CardShows.AtOnce => Wire.Policy.Types.CardShows.AtOnce,
        CardShows.AfterEmbargo => Wire.Policy.Types.CardShows.AfterEmbargo,
        CardShows.WithContents => Wire.Policy.Types.CardShows.WithContents,
        _ => throw NoCardShows(),
    };

    private static CardShows FromWire(Wire.Policy.Types.CardShows shows) => shows switch
    {
        Wire.Policy.Types.CardShows.AtOnce => CardShows.AtOnce,
        Wire.Policy.Types.CardShows.AfterEmbargo => CardShows.AfterEmbargo,
        Wire.Policy.Types.CardShows.WithContents => CardShows.WithContents,
        _ => throw NoCardShows(),
    };

    private static Wire.Policy.Types.Tlp ToWire(Tlp tlp) => tlp switch
    {
        Tlp.Red => Wire.Policy.Types.Tlp.Red,
        Tlp.AmberStrict => Wire.Policy.Types.Tlp.AmberStrict,
        Tlp.Amber => Wire.Policy.Types.Tlp.Amber,
        Tlp.Green => Wire.Policy.Types.Tlp.Green,
        Tlp.Clear => Wire.Policy.Types.Tlp.Clear,
        _ => throw NoMarking(),
    };

    private static Tlp FromWire(Wire.Policy.Types.Tlp tlp) => tlp switch
    {
        Wire.Policy.Types.Tlp.Red => Tlp.Red,
        Wire.Policy.Types.Tlp.AmberStrict => Tlp.AmberStrict,
        Wire.Policy.Types.Tlp.Amber => Tlp.Amber,
        Wire.Policy.Types.Tlp.Green => Tlp.Green,
        Wire.Policy.Types.Tlp.Clear => Tlp.Clear,
        _ => throw NoMarking(),
    };

    private static Wire.Policy.Types.OnwardSharing ToWire(OnwardSharing sharing) => sharing switch
    {
        OnwardSharing.None => Wire.Policy.Types.OnwardSharing.None,
        OnwardSharing.Party => Wire.Policy.Types.OnwardSharing.Party,
        OnwardSharing.Agreement => Wire.Policy.Types.OnwardSharing.Agreement,
        _ => throw NoSharing(),
    };

    private static OnwardSharing FromWire(Wire.Policy.Types.OnwardSharing sharing) => sharing switch
    {
        Wire.Policy.Types.OnwardSharing.None => OnwardSharing.None,
        Wire.Policy.Types.OnwardSharing.Party => OnwardSharing.Party,
        Wire.Policy.Types.OnwardSharing.Agreement => OnwardSharing.Agreement,
        _ => throw NoSharing(),
    };

    private static Wire.Policy.Types.Grantors ToWire(Grantors grantors) => grantors switch
    {
        Grantors.Sender => Wire.Policy.Types.Grantors.Sender,
        Grantors.Readers => Wire.Policy.Types.Grantors.Readers,
        _ => throw NoGrantors(),
    };

    private static Grantors FromWire(Wire.Policy.Types.Grantors grantors) => grantors switch
    {
        Wire.Policy.Types.Grantors.Sender => Grantors.Sender,
        Wire.Policy.Types.Grantors.Readers => Grantors.Readers,
        _ => throw NoGrantors(),
    };

    private static DateTimeOffset FromSeconds(long seconds) => seconds >= 0 && seconds <= LastSecond
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : throw new MalformedException("a policy's times are whole seconds since 1970");

    private static Sha256Digest ReadTerms(ByteString bytes) => bytes.Length == Sha256Digest.Size
        ? new Sha256Digest(bytes.Span)
        : throw new MalformedException("a policy names its terms by a SHA-256 digest");

    private static MalformedException NoCardShows() => new("a policy says when the card is shown");

    private static MalformedException NoMarking() => new("a marking is one of the five of TLP 2.0");

    private static MalformedException NoSharing() => new("a policy says how far it may be shared onward");

    private static MalformedException NoGrantors() => new("a policy says who may grant");
}
