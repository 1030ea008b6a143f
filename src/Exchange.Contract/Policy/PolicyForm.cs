using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>
/// What every policy must satisfy to have bytes at all. Whether it makes sense is for <c>PolicyCoherence</c> to say.
/// </summary>
internal static class PolicyForm
{
    /// <exception cref="MalformedException">The first thing that is wrong.</exception>
    public static void Check(AccessPolicy policy)
    {
        Demand(policy.Version > 0, "a policy has a version");
        Demand(policy.Audience.Count <= PolicyBytes.MaxAudience, $"a policy's audience has at most {PolicyBytes.MaxAudience} entries");
        Demand(policy.Purposes.Count <= PolicyBytes.MaxPurposes, $"a policy lists at most {PolicyBytes.MaxPurposes} purposes");
        Demand(policy.Purposes.All(PurposeCode.IsValid), "a purpose's code is 1 to 32 of a-z, 0-9 and '-', beginning with a letter");
        Demand(IsWholeSecond(policy.Embargo) && IsWholeSecond(policy.Expires), "a policy's times are whole seconds since 1970");
        Demand(
            policy.Approvals.Count <= PolicyBytes.MaxApprovalRules,
            $"a policy has at most {PolicyBytes.MaxApprovalRules} approval rules");
        Demand(
            policy.Approvals.Select(rule => rule.Party).Distinct().Count() == policy.Approvals.Count,
            "a policy has at most one approval rule for each party");
        Demand(
            policy.Approvals.All(rule => rule.Count is >= 1 and <= PolicyBytes.MaxApprovals),
            $"an approval rule asks for 1 to {PolicyBytes.MaxApprovals} people");
        Demand(
            policy.RetentionDays is null or (>= 1 and <= PolicyBytes.MaxRetentionDays),
            $"an item is kept for 1 to {PolicyBytes.MaxRetentionDays} days");
        Demand(
            HandlingMarking.IsValid(policy.Handling),
            $"a handling marking is at most {PolicyBytes.MaxHandling} printable ASCII characters with no space at either end");
    }

    private static bool IsWholeSecond(DateTimeOffset? instant) =>
        instant is not { } at || (at.UtcTicks % TimeSpan.TicksPerSecond == 0 && at >= DateTimeOffset.UnixEpoch);

    private static void Demand(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new MalformedException(otherwise);
        }
    }
}

/// <summary>The form of a handling marking: nothing that a terminal or a page would not treat as plain text.</summary>
public static class HandlingMarking
{
    public static bool IsValid(string text) =>
        text.Length <= PolicyBytes.MaxHandling
        && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && text.AsSpan().Trim(' ').Length == text.Length;
}

/// <summary>The form of a purpose's code: <c>[a-z][a-z0-9-]{0,31}</c>. The agreement says which codes there are.</summary>
public static class PurposeCode
{
    public const int MaxLength = 32;

    public static bool IsValid(string? code) =>
        code is { Length: >= 1 and <= MaxLength } && code[0] is >= 'a' and <= 'z'
        && !code.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");
}
