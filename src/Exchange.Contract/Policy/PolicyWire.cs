using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>Between the policy and its generated wire type, which goes no further than here.</summary>
internal static class PolicyWire
{
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static Wire.Policy ToWire(AccessPolicy policy)
    {
        Wire.Policy wire = new()
        {
            Version = policy.Version,
            Audience = ToWire(policy.Audience),
            CardShows = ToWire(policy.CardShows),
            Tlp = ToWire(policy.Tlp),
            Handling = policy.Handling,
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

        wire.Purposes.AddRange(policy.Purposes);
        if (policy.Version > 1)
        {
            PolicyWire2.Write(policy, wire);
        }

        return wire;
    }

    /// <exception cref="MalformedException">A value that the policy's types do not have.</exception>
    public static AccessPolicy FromWire(Wire.Policy wire) => wire.Version > 1 ? PolicyWire2.Read(wire, FromWire1(wire)) : FromWire1(wire);

    private static AccessPolicy FromWire1(Wire.Policy wire) => new()
    {
        Version = wire.Version,
        Audience = FromWire(wire.Audience ?? throw new MalformedException("a policy has an audience, if an empty one")),
        CardShows = FromWire(wire.CardShows),
        Embargo = wire.HasEmbargo ? FromSeconds(wire.Embargo) : null,
        Expires = wire.HasExpires ? FromSeconds(wire.Expires) : null,
        MaxOpenings = wire.HasMaxOpenings ? wire.MaxOpenings : null,
        MaxOpeningsPerPerson = wire.HasMaxOpeningsPerPerson ? wire.MaxOpeningsPerPerson : null,
        Purposes = wire.Purposes,
        Tlp = FromWire(wire.Tlp),
        Handling = wire.Handling,
    };

    private static Wire.Policy.Types.Audience ToWire(Audience audience) => new()
    {
        Members = { audience.Members.Select(static id => id.ToString()) },
        Teams = { audience.Teams.Select(static entry => new Wire.Policy.Types.Team { Party = entry.Party.ToString(), Team_ = entry.Team.ToString() }) },
        Roles = { audience.Roles.Select(static entry => new Wire.Policy.Types.PartyRole { Party = entry.Party.ToString(), Role = RoleNames.Format(entry.Role) }) },
    };

    private static Audience FromWire(Wire.Policy.Types.Audience wire) => new(
        [.. wire.Members.Select(MemberId.Parse)],
        [.. wire.Teams.Select(static entry => new AudienceTeam(PartyName.Parse(entry.Party), Handle.Parse(entry.Team_)))],
        [.. wire.Roles.Select(static entry => new AudienceRole(PartyName.Parse(entry.Party), RoleNames.Parse(entry.Role)))]);

    private static Wire.Policy.Types.CardShows ToWire(CardShows shows) => shows switch
    {
        CardShows.AtOnce => Wire.Policy.Types.CardShows.AtOnce,
        CardShows.AfterEmbargo => Wire.Policy.Types.CardShows.AfterEmbargo,
        CardShows.WithContents => Wire.Policy.Types.CardShows.WithContents,
        _ => throw new MalformedException("a policy says when the card shows"),
    };

    private static CardShows FromWire(Wire.Policy.Types.CardShows shows) => shows switch
    {
        Wire.Policy.Types.CardShows.AtOnce => CardShows.AtOnce,
        Wire.Policy.Types.CardShows.AfterEmbargo => CardShows.AfterEmbargo,
        Wire.Policy.Types.CardShows.WithContents => CardShows.WithContents,
        _ => throw new MalformedException("a policy says when the card shows"),
    };

    private static Wire.Policy.Types.Tlp ToWire(Tlp tlp) => tlp switch
    {
        Tlp.Red => Wire.Policy.Types.Tlp.Red,
        Tlp.AmberStrict => Wire.Policy.Types.Tlp.AmberStrict,
        Tlp.Amber => Wire.Policy.Types.Tlp.Amber,
        Tlp.Green => Wire.Policy.Types.Tlp.Green,
        Tlp.Clear => Wire.Policy.Types.Tlp.Clear,
        _ => throw new MalformedException("a marking is one of the five of TLP 2.0"),
    };

    private static Tlp FromWire(Wire.Policy.Types.Tlp tlp) => tlp switch
    {
        Wire.Policy.Types.Tlp.Red => Tlp.Red,
        Wire.Policy.Types.Tlp.AmberStrict => Tlp.AmberStrict,
        Wire.Policy.Types.Tlp.Amber => Tlp.Amber,
        Wire.Policy.Types.Tlp.Green => Tlp.Green,
        Wire.Policy.Types.Tlp.Clear => Tlp.Clear,
        _ => throw new MalformedException("a marking is one of the five of TLP 2.0"),
    };

    private static DateTimeOffset FromSeconds(long seconds) => seconds >= 0 && seconds <= LastSecond
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : throw new MalformedException("a policy's times are whole seconds since 1970");
}
