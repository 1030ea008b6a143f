using System.Collections.Immutable;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>Applies directory statements to the state, one after another. The only place that decides whose key counts.</summary>
public static class DirectoryReplay
{
    private const int MaxDevices = 16;
    private const int MaxTeams = 64;

    /// <summary>The state after one more entry.</summary>
    /// <param name="prepared">What <see cref="Prepare"/> made of the same envelope; null to do it here.</param>
    /// <exception cref="DirectoryException">The statement does not count; the state stays what it was.</exception>
    public static DirectoryState Apply(DirectoryState state, DsseEnvelope envelope, PreparedEntry? prepared = null)
    {
        try
        {
            // 1. Whose signatures are they, and what do they say? Only verified bytes are read.
            PreparedEntry entry = prepared ?? Read(EnvelopeVerifier.VerifyThreshold(envelope, Candidates(state, envelope), threshold: 1));

            // 2. Does it count, now?
            return entry switch
            {
                { Membership: { } membership } => Enrol(state, membership),
                { Revocation: { } revocation } => Revoke(state, revocation),
                _ => throw new DirectoryException(DirectoryFault.Malformed, "not a statement for the directory"),
            };
        }
        catch (EnvelopeException failed)
        {
            DirectoryFault fault = failed.Fault == EnvelopeFault.UnknownKey ? DirectoryFault.NotChained : DirectoryFault.NotVerified;
            throw new DirectoryException(fault, failed.Message, failed);
        }
        catch (MalformedException malformed) when (malformed is not DirectoryException)
        {
            throw new DirectoryException(DirectoryFault.Malformed, malformed.Message, malformed);
        }
    }

    /// <summary>
    /// The slow part of applying an entry, which needs only an earlier state and so can be done for many at once: the signatures are
    /// verified and the statement is read. Whether the signers may sign it is checked when it is applied. Null where that cannot be
    /// told yet, because its signer came later or something is wrong with it: applying it then says what.
    /// </summary>
    public static PreparedEntry? Prepare(DirectoryState known, DsseEnvelope envelope)
    {
        try
        {
            return Read(EnvelopeVerifier.VerifyThreshold(envelope, Candidates(known, envelope), threshold: 1));
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    private static PreparedEntry Read(VerifiedEnvelope verified) => StatementCodec.PredicateTypeOf(verified) switch
    {
        PredicateTypes.Membership => new PreparedEntry(StatementCodec.Read(StatementKinds.Membership, verified), null),
        PredicateTypes.Revocation => new PreparedEntry(null, StatementCodec.Read(StatementKinds.Revocation, verified)),
        _ => new PreparedEntry(null, null),
    };

    private static DirectoryState Enrol(DirectoryState state, Statement<MembershipPredicate> statement)
    {
        MembershipPredicate terms = statement.Predicate;
        Member? before = state.Find(terms.Member);
        RequirePlace(state, terms.Agreement, terms.Party);
        Require(before is null || before.Active, DirectoryFault.KeyUsedBefore, "a revoked member id does not count again");
        Require(before?.Statement == terms.Previous, DirectoryFault.WrongPrevious, "it does not follow the member's previous statement");
        Require(before is null || before.Name.Party == terms.Party, DirectoryFault.WrongPlace, "a member cannot change party");
        bool administers = terms.Roles.Contains(Role.Administrator) || (before?.Roles.Contains(Role.Administrator) ?? false);
        RequireAuthority(state, statement.Envelope, terms.Party, rootsOnly: administers);

        MemberName name = new(terms.Party, terms.Handle);
        Require(state.Find(name) is not { } holder || holder.Id == terms.Member, DirectoryFault.WrongPlace, $"{name} is taken");
        Require(
            terms.Devices.Count is >= 1 and <= MaxDevices && terms.Teams.Count <= MaxTeams && terms.Roles.Count >= 1,
            DirectoryFault.Malformed,
            "a count is out of range");
        Require(
            terms.Roles.Distinct().Count() == terms.Roles.Count && terms.Teams.Distinct().Count() == terms.Teams.Count,
            DirectoryFault.Malformed,
            "it names a role or team twice");

        ImmutableArray<Device> devices = [.. terms.Devices.Select(Device.Of)];
        RequireFreshKeys(state, before, devices);
        return state.With(new Member(terms.Member, name, [.. terms.Roles], [.. terms.Teams], devices, statement.Digest, Active: true));
    }

    private static DirectoryState Revoke(DirectoryState state, Statement<RevocationPredicate> statement)
    {
        RevocationPredicate terms = statement.Predicate;
        Member member = state.Find(terms.Member)
            ?? throw new DirectoryException(DirectoryFault.WrongPlace, "it revokes an unknown member");
        RequirePlace(state, terms.Agreement, member.Name.Party);
        Require(
            member.Active && member.Statement == terms.Previous,
            DirectoryFault.WrongPrevious,
            "it does not follow the member's previous statement");
        RequireAuthority(state, statement.Envelope, member.Name.Party, rootsOnly: member.Roles.Contains(Role.Administrator));
        return state.With(member with { Active = false, Statement = statement.Digest });
    }

    // Root keys, and those of the administrators' keys that the signatures hint at: searching every member for each entry would make
    // the replay of a large directory slow.
    private static List<SignerPublicKey> Candidates(DirectoryState state, DsseEnvelope envelope) =>
    [
        .. state.Agreement.Predicate.Parties.SelectMany(party => party.Roots).Select(root => root.ToSigner()),
        .. envelope.Signatures
            .Select(signature => Sha256Digest.TryParse(signature.KeyId, out Sha256Digest keyId) ? state.EverSigner(keyId) : null)
            .OfType<SignerPublicKey>()
            .Distinct()
            .Where(signer => state.FindBySigner(signer.Ed25519.KeyId) is { } found
                && found.Device.Signer == signer && found.Member.Has(Role.Administrator)),
    ];

    // A root threshold of the member's own party, or (except for administrators) one of that party's administrators.
    private static void RequireAuthority(DirectoryState state, VerifiedEnvelope envelope, PartyName partyName, bool rootsOnly)
    {
        PartyTerms party = state.Agreement.Party(partyName)
            ?? throw new DirectoryException(DirectoryFault.WrongPlace, "unknown party");
        bool byRoots = party.Roots.Count(root => envelope.Signers.Contains(root.ToSigner())) >= party.Threshold;
        bool byAdministrator = !rootsOnly && envelope.Signers.Any(signer =>
            state.FindBySigner(signer.Ed25519.KeyId) is { } found && found.Device.Signer == signer
            && found.Member.Has(Role.Administrator) && found.Member.Name.Party == partyName);
        Require(byRoots || byAdministrator, DirectoryFault.NotChained, rootsOnly
            ? $"only the root keys of {partyName} can appoint or revoke its administrators"
            : $"it is not signed by an administrator of {partyName}");
    }

    // A key counts once, for one member; a member's later statement may keep the keys it has, but never restore one.
    private static void RequireFreshKeys(DirectoryState state, Member? before, ImmutableArray<Device> devices)
    {
        HashSet<Sha256Digest> kept = [.. before?.Devices.SelectMany(device => device.KeyNames) ?? []];
        HashSet<Sha256Digest> seen = [];
        foreach (Sha256Digest key in devices.SelectMany(device => device.KeyNames))
        {
            Require(seen.Add(key), DirectoryFault.KeyUsedBefore, "it names a key twice");
            Require(
                kept.Contains(key) || state.EverHeldBy(key) is null,
                DirectoryFault.KeyUsedBefore,
                "a key was used before and does not count again");
        }

        // The halves of a signing key belong together: what was signed with the pair is verified with the pair.
        Require(
            devices.All(device => before is null
                || before.Devices.All(known => known.Signer == device.Signer || !SharesHalf(known.Signer, device.Signer))),
            DirectoryFault.KeyUsedBefore, "one half of a signing key is used again without the other");
        Require(
            devices.Select(device => device.Name).Distinct().Count() == devices.Length,
            DirectoryFault.Malformed,
            "two devices have the same name");
    }

    private static bool SharesHalf(SignerPublicKey one, SignerPublicKey other) =>
        one.Ed25519.KeyId == other.Ed25519.KeyId || one.MlDsa65.KeyId == other.MlDsa65.KeyId;

    private static void RequirePlace(DirectoryState state, AgreementId agreement, PartyName party)
    {
        Require(agreement == state.Agreement.Id, DirectoryFault.WrongPlace, "it belongs to another agreement");
        Require(state.Agreement.Party(party) is not null, DirectoryFault.WrongPlace, $"{party} is not a party to the agreement");
    }

    private static void Require(bool holds, DirectoryFault fault, string otherwise)
    {
        if (!holds)
        {
            throw new DirectoryException(fault, otherwise);
        }
    }
}

/// <summary>
/// An entry of the directory whose signatures have been verified and whose statement has been read; it has neither where it is of
/// another kind. Made only by <see cref="DirectoryReplay"/>.
/// </summary>
public sealed class PreparedEntry
{
    internal PreparedEntry(Statement<MembershipPredicate>? membership, Statement<RevocationPredicate>? revocation)
    {
        Membership = membership;
        Revocation = revocation;
    }

    internal Statement<MembershipPredicate>? Membership { get; }

    internal Statement<RevocationPredicate>? Revocation { get; }
}
