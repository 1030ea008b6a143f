using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;

namespace Exchange.Client.Policies;

/// <summary>The fields of a policy file. Their names are those of <see cref="PolicyField"/>.</summary>
internal static class PolicyFields
{
    private const string Rule = "{ count: 2, party: lab, role: approver, each-reader: false }";

    /// <summary>Each name with an example.</summary>
    public static IReadOnlyDictionary<string, string> Examples { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["audience"] = "audience: [institute/bob, institute/red-team]",
        ["card"] = "card: at-once",
        ["embargo"] = "embargo: 2026-12-01T09:00:00Z",
        ["expires"] = "expires: 90d",
        ["openings"] = "openings: 10",
        ["openings-per-person"] = "openings-per-person: 2",
        ["purposes"] = "purposes: [research, mitigation]",
        ["approvals"] = $"approvals: [{Rule}]",
        ["terms"] = "terms: Not to leave the building.",
        ["onward-sharing"] = "onward-sharing: none",
        ["grantors"] = "grantors: sender",
        ["retention"] = "retention: 730d",
        ["revocable"] = "revocable: true",
        ["marking"] = "marking: AMBER+STRICT",
        ["handling"] = "handling: OFFICIAL-SENSITIVE",
    };

    /// <summary>The fields of one rule of approval.</summary>
    private static readonly Dictionary<string, string> RuleExamples = new(StringComparer.Ordinal)
    {
        ["count"] = "count: 2",
        ["party"] = "party: lab",
        ["role"] = "role: approver",
        ["each-reader"] = "each-reader: true",
    };

    /// <summary>Names of flags, and what else people may write.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["to"] = Meant("audience"),
        ["roles"] = "Name everybody with a role in audience, as party/@reader.",
        ["teams"] = "Name teams in audience, as party/team.",
        ["members"] = Meant("audience"),
        ["max-openings"] = Meant("openings"),
        ["max-openings-per-person"] = Meant("openings-per-person"),
        ["onward"] = Meant("onward-sharing"),
        ["tlp"] = Meant("marking"),
        ["irrevocable"] = "Write revocable: false.",
        ["expiry"] = Meant("expires"),
    };

    private static readonly Dictionary<string, string> NoOtherNames = [];

    /// <summary>The draft with everything that the file says, as far as it is right.</summary>
    public static PolicyDraft Read(YamlMapping file, PolicyDraft draft, FieldNames names)
    {
        foreach ((string name, FieldValue value) in names.Read(file, Examples, OtherNames, "a policy"))
        {
            draft = name == "terms"
                ? draft.WithTerms(value.IsNone ? null : value.One(PolicyValues.Terms))
                : draft with { Policy = With(draft.Policy, name, value) };
        }

        return draft;
    }

    private static AccessPolicy With(AccessPolicy policy, string name, FieldValue value) => name switch
    {
        "audience" => policy with
        {
            Audience = AudienceNames.Join(value.List(text => AudienceNames.ReadOne(text, value.Scope.Directory))),
        },
        "card" => policy with { CardShows = value.One(PolicyValues.Card) },
        "embargo" => policy with { Embargo = value.Optional(text => PolicyValues.Time(text, value.Scope.Now)) },
        "expires" => policy with { Expires = value.Optional(text => PolicyValues.Time(text, value.Scope.Now)) },
        "openings" => policy with { MaxOpenings = value.Optional(PolicyValues.Count) },
        "openings-per-person" => policy with { MaxOpeningsPerPerson = value.Optional(PolicyValues.Count) },
        "purposes" => policy with { Purposes = value.List(text => PolicyValues.Purpose(text, value.Scope.Directory.Agreement)) },
        "approvals" => policy with { Approvals = Approvals(value) },
        "onward-sharing" => policy with { OnwardSharing = value.One(PolicyValues.Onward) },
        "grantors" => policy with { Grantors = value.One(PolicyValues.Granting) },
        "retention" => policy with { RetentionDays = value.Optional(PolicyValues.Days) },
        "revocable" => policy with { Revocable = value.One(PolicyValues.Truth) },
        "marking" => policy with { Tlp = value.One(PolicyValues.Marking) },
        "handling" => policy with { Handling = value.IsNone ? "" : value.One(PolicyValues.Handling) ?? "" },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IReadOnlyList<ApprovalRule> Approvals(FieldValue value)
    {
        IReadOnlyList<ApprovalRule> rules = value.IsNone ? [] : value.Each((mapping, names) => ReadRule(mapping, names, value.Scope));
        value.Check(() => ApprovalText.RequireOneForEachParty(rules));
        return rules;
    }

    private static ApprovalRule? ReadRule(YamlMapping mapping, FieldNames names, PolicyScope scope)
    {
        ApprovalRule rule = new(scope.Sender.Name.Party, Role.Approver, 0, EachReader: false);
        bool counted = false;
        foreach ((string name, FieldValue value) in names.Read(mapping, RuleExamples, NoOtherNames, "a rule of approval"))
        {
            counted |= name == "count";
            rule = name switch
            {
                "count" => rule with { Count = value.One(ApprovalText.Count) },
                "party" => rule with { Party = value.One(text => PolicyValues.Party(text, scope.Directory.Agreement)) },
                "role" => rule with { Role = value.One(PolicyValues.Role) },
                _ => rule with { EachReader = value.One(PolicyValues.Truth) },
            };
        }

        if (!counted)
        {
            names.Missing(mapping.At, "The rule does not say how many must approve.", $"For example: {Rule}");
        }

        return rule;
    }

    private static string Meant(string name) => $"Did you mean '{name}'?";
}
