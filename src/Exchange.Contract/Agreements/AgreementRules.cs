using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Agreements;

/// <summary>The rules for an agreement's terms, no matter who signed them.</summary>
internal static class AgreementRules
{
    private const int MaxParties = 16;
    private const int MaxRoots = 8;

    /// <exception cref="MalformedException">The first rule that does not hold.</exception>
    public static void Require(AgreementPredicate terms)
    {
        Check(
            terms.Version >= 1 && (terms.Version == 1) == (terms.Previous is null),
            "its version does not match the digest of the version before");
        Check(terms.Parties.Count is >= 2 and <= MaxParties, $"it needs 2 to {MaxParties} parties");
        Check(terms.Parties.Select(party => party.Name).Distinct().Count() == terms.Parties.Count, "two parties have the same name");
        foreach (PartyTerms party in terms.Parties)
        {
            Check(party.Roots.Count is >= 1 and <= MaxRoots, $"a party has 1 to {MaxRoots} root keys");
            Check(
                party.Threshold >= 1 && party.Threshold <= party.Roots.Count,
                "a party's threshold is not between 1 and the number of its roots");
            Check(
                party.DisplayName.Length is >= 1 and <= 100 && !party.DisplayName.Any(char.IsControl),
                "a party's display name is 1 to 100 characters without control characters");
        }

        List<SignerKeys> roots = [.. terms.Parties.SelectMany(party => party.Roots)];
        Check(
            roots.Select(root => root.Ed25519).Distinct().Count() == roots.Count
                && roots.Select(root => root.MlDsa65).Distinct().Count() == roots.Count,
            "it names a root key twice");
        RequireLog(terms.Logs.Directory);
        RequireLog(terms.Logs.Audit);
        Check(terms.Logs.Directory.Origin != terms.Logs.Audit.Origin, "the two logs have the same origin");
        Check(
            terms.Operator.Party is not { } operatorParty || terms.Parties.Any(party => party.Name == operatorParty),
            "the operator's party is not one of the parties");
        RequireKinds(terms);
        Check(
            terms.Limits is
            {
                MaxParts: >= 2 and <= 10_000,
                MaxPartBytes: >= 1,
                MaxItemBytes: >= 1,
                MaxCardBytes: >= 1024,
                MaxGrants: >= 2 and <= 10_000,
            },
            "a limit is out of range");
        Check(terms.FreshnessSeconds >= 1 && terms.MinimumRetentionDays >= 0, "freshness or retention is out of range");
        Check(terms.Start < terms.End, "it ends before it begins");

        // Fail closed: this version can neither check cosignatures nor seal to guards, so it must not pretend to honour them.
        Check(terms.Witnesses.Count == 0 && terms.Quorum == 0, "it requires witnesses, which this version cannot check");
        Check(terms.Guards.Count == 0, "it requires guards, which this version cannot seal to");
    }

    private static void RequireLog(LogTerms log)
    {
        Check(log.Keys.Count is >= 1 and <= 4, "a log has 1 to 4 keys");
        Check(log.Keys.All(key => key.Name == log.Origin), "a log's key does not carry the name of its origin");
    }

    private static void RequireKinds(AgreementPredicate terms)
    {
        Check(AreDifferent(terms.Purposes), "it needs 1 to 32 different purposes");
        Check(AreDifferent([.. terms.Kinds.Select(kind => kind.Name)]), "it needs 1 to 32 different kinds");
        foreach (KindTerms kind in terms.Kinds)
        {
            Check(kind.Suite == Suites.V1, "a kind names an unknown suite");
            _ = PolicyBytes.Parse(kind.DefaultPolicy.Span);
        }
    }

    private static bool AreDifferent(IReadOnlyList<string> names) =>
        names.Count is >= 1 and <= 32 && names.Distinct(StringComparer.Ordinal).Count() == names.Count;

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MalformedException($"the agreement is not valid: {otherwise}");
        }
    }
}
