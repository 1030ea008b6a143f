using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

/// <summary>A policy and one that differs from it in a field or two, or in none.</summary>
public sealed record PolicyPair(AccessPolicy Before, AccessPolicy After)
{
    private static readonly Func<AccessPolicy, AccessPolicy, AccessPolicy>[] Takes =
    [
        (policy, other) => policy with { Version = other.Version },
        (policy, other) => policy with { Audience = other.Audience },
        (policy, other) => policy with { Audience = policy.Audience with { Members = other.Audience.Members } },
        (policy, other) => policy with { Audience = policy.Audience with { Teams = [.. policy.Audience.Teams.Skip(1)] } },
        (policy, other) =>
            policy with { Audience = policy.Audience with { Roles = [.. policy.Audience.Roles, .. other.Audience.Roles.Take(1)] } },
        (policy, other) => policy with { CardShows = other.CardShows },
        (policy, other) => policy with { Embargo = other.Embargo },
        (policy, other) => policy with { Expires = other.Expires },
        (policy, other) => policy with { MaxOpenings = other.MaxOpenings },
        (policy, other) => policy with { MaxOpeningsPerPerson = other.MaxOpeningsPerPerson },
        (policy, other) => policy with { Purposes = other.Purposes },
        (policy, other) => policy with { Purposes = [.. policy.Purposes, .. other.Purposes.Take(1)] },
        (policy, other) => policy with { Tlp = other.Tlp },
        (policy, other) => policy with { Handling = other.Handling },
        (policy, other) => policy with { Approvals = other.Approvals },
        (policy, other) => policy with { Approvals = [.. policy.Approvals.Skip(1)] },
        (policy, other) => policy with { Approvals = [.. policy.Approvals.Select(rule => rule with { Count = rule.Count + 1 })] },
        (policy, other) => policy with { Approvals = [.. policy.Approvals.Select(rule => rule with { Count = 1 })] },
        (policy, other) => policy with { Terms = other.Terms },
        (policy, other) => policy with { OnwardSharing = other.OnwardSharing },
        (policy, other) => policy with { Grantors = other.Grantors },
        (policy, other) => policy with { RetentionDays = other.RetentionDays },
        (policy, other) => policy with { Revocable = other.Revocable },
    ];

    public static int Fields => Takes.Length;

    /// <summary>The policy, with one field of the other.</summary>
    public static AccessPolicy Take(AccessPolicy policy, AccessPolicy other, int field) => Takes[field](policy, other);
}
