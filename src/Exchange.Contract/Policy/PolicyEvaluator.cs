using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>The one evaluator, for server, client and console: pure, no clock, no I/O, the same answer for the same arguments for ever. Default deny, prohibitions win, every failed condition is returned.</summary>
public static class PolicyEvaluator
{
    /// <summary>The version of policies that this evaluator knows. It refuses all others.</summary>
    public const uint Version = 1;

    /// <summary>Decides whether a key of the item may be handed to the reader at an instant.</summary>
    /// <param name="purpose">The stated purpose's code; ignored for the card.</param>
    /// <param name="state">Before the opening that is being decided on.</param>
    /// <param name="at">The time of the log entry, never a reader's clock.</param>
    public static Decision Decide(
        AccessPolicy policy, Reader reader, SealedKey key, string? purpose, OpeningState state, DateTimeOffset at, AgreementTerms agreement)
    {
        List<FailedCondition> failed = [];

        // 1. What holds whatever the policy says.
        CheckSurroundings(reader, state, at, agreement, failed);

        // 2. What the policy says. Of a version unknown to this evaluator nothing is read, not even to explain.
        if (policy.Version != Version)
        {
            failed.Add(Conditions.PolicyVersionUnknown(policy.Version));
        }
        else
        {
            CheckAudience(policy, reader, failed);
            CheckExpiry(policy, at, failed);
            if (key == SealedKey.Content)
            {
                CheckEmbargo(policy, at, failed);
                CheckOpenings(policy, state, failed);
                CheckPurpose(policy, purpose, agreement, failed);
            }
            else
            {
                CheckCard(policy, state, at, failed);
            }
        }

        return failed.Count == 0
            ? new Decision.Permit()
            : new Decision.Deny([.. failed.OrderBy(static condition => condition.Code)]);
    }

    private static void CheckSurroundings(Reader reader, OpeningState state, DateTimeOffset at, AgreementTerms agreement, List<FailedCondition> failed)
    {
        if (state.Withdrawn)
        {
            failed.Add(Conditions.Withdrawn);
        }

        if (at >= agreement.End)
        {
            failed.Add(Conditions.AgreementEnded(agreement));
        }
        else if (at < agreement.Start)
        {
            failed.Add(Conditions.AgreementNotYetInForce(agreement));
        }

        if (!reader.Active)
        {
            failed.Add(Conditions.MemberNotActive);
        }

        if (!reader.Roles.Contains(Role.Reader))
        {
            failed.Add(Conditions.RoleMissing);
        }
    }

    private static void CheckAudience(AccessPolicy policy, Reader reader, List<FailedCondition> failed)
    {
        if (!policy.Audience.Includes(reader))
        {
            failed.Add(Conditions.NotInAudience);
        }
    }

    private static void CheckExpiry(AccessPolicy policy, DateTimeOffset at, List<FailedCondition> failed)
    {
        if (policy.Expires is { } expires && at >= expires)
        {
            failed.Add(Conditions.Expired(expires));
        }
    }

    private static void CheckEmbargo(AccessPolicy policy, DateTimeOffset at, List<FailedCondition> failed)
    {
        if (policy.Embargo is { } embargo && at < embargo)
        {
            failed.Add(Conditions.Embargo(embargo));
        }
    }

    private static void CheckOpenings(AccessPolicy policy, OpeningState state, List<FailedCondition> failed)
    {
        if (policy.MaxOpenings is { } total && state.OpeningsTotal >= total)
        {
            failed.Add(Conditions.OpeningsUsedUp(total));
        }

        if (policy.MaxOpeningsPerPerson is { } perPerson && state.OpeningsByReader >= perPerson)
        {
            failed.Add(Conditions.OpeningsPerPersonUsedUp(perPerson));
        }
    }

    private static void CheckPurpose(AccessPolicy policy, string? purpose, AgreementTerms agreement, List<FailedCondition> failed)
    {
        if (string.IsNullOrEmpty(purpose))
        {
            failed.Add(Conditions.PurposeMissing(policy));
            return;
        }

        if (!agreement.Purposes.Contains(purpose))
        {
            failed.Add(Conditions.PurposeUnknown(purpose));
        }

        if (!policy.Purposes.Contains(purpose))
        {
            failed.Add(Conditions.PurposeNotListed(policy, purpose));
        }
    }

    private static void CheckCard(AccessPolicy policy, OpeningState state, DateTimeOffset at, List<FailedCondition> failed)
    {
        if (policy.CardShows != CardShows.AtOnce)
        {
            CheckEmbargo(policy, at, failed);
        }

        // A reader who has opened the contents keeps the card, used up or not; for one who has
        // not, a used-up maximum is a reason why the card will not show.
        if (policy.CardShows is not (CardShows.AtOnce or CardShows.AfterEmbargo) && state.OpeningsByReader == 0)
        {
            failed.Add(Conditions.CardNotShownYet);
            CheckOpenings(policy, state, failed);
        }
    }
}
