namespace Exchange.Contract.Policy;

/// <summary>What somebody can do about a condition that time does not change. Each says only what the rules let them do: see <see cref="PolicyChangeRules"/>.</summary>
internal static class Remedies
{
    public static string? Expired(AccessPolicy policy) => BySender(policy, "The sender can let access go on for longer.");

    public static string? Embargo(AccessPolicy policy) => BySender(policy, "The sender can end the embargo earlier.");

    public static string? OpeningsUsedUp(AccessPolicy policy) => BySender(policy, "The sender can raise the maximum.");

    public static string? OpeningsPerPersonUsedUp(AccessPolicy policy) => BySender(policy, $"The sender can raise the maximum per person{WithoutTotal(policy)}.");

    public static string? NotInAudience(AccessPolicy policy)
    {
        string? named = BySender(policy, $"The sender can take the member into the audience{WithoutTotal(policy)}.");
        string? onward = policy.OnwardSharing switch
        {
            OnwardSharing.Party => $"{Grants(policy)} can grant it to the member, if their party has members in the audience.",
            OnwardSharing.Agreement => $"{Grants(policy)} can grant it to the member.",
            _ => null,
        };
        return named is null ? onward : onward is null ? named : $"{named} {onward}";
    }

    public static string? StatePurpose(AccessPolicy policy) => policy.Purposes.Count switch
    {
        0 => null,
        1 => $"State the purpose {policy.Purposes[0]}, if it is yours.",
        _ => $"State one of the purposes {string.Join(", ", policy.Purposes)}, if it is yours.",
    };

    // A final policy that asks for approvals cannot even become wider.
    private static string? BySender(AccessPolicy policy, string remedy) => PolicyChangeRules.MayWiden(policy) ? remedy : null;

    // What is left of a maximum in total is promised to those who are in already.
    private static string WithoutTotal(AccessPolicy policy) => !policy.Revocable && policy.MaxOpenings is not null ? ", if the maximum in total is taken away" : "";

    private static string Grants(AccessPolicy policy) => policy.Grantors == Grantors.Readers ? "The sender, or a reader with a permit," : "The sender";
}
