using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;

namespace Exchange.Server.Items;

/// <summary>What must hold for a member when something that they signed enters the log.</summary>
internal static class SenderCheck
{
    /// <summary>As the other overload, and the member holds that role.</summary>
    /// <exception cref="RefusedException">The first of these that does not hold.</exception>
    public static Member RequireCurrent(MemberId caller, Role role, SenderTerms signed, DirectoryState directory, DateTimeOffset now)
    {
        Member member = RequireCurrent(caller, signed, directory, now);
        return member.Has(role)
            ? member
            : throw new RefusedException(ErrorCode.NotAllowed, $"the member does not hold the role {RoleNames.Format(role)}");
    }

    /// <summary>The agreement is in force, the member is active, and the statement was signed under their current membership.</summary>
    /// <exception cref="RefusedException">The first of these that does not hold.</exception>
    public static Member RequireCurrent(MemberId caller, SenderTerms signed, DirectoryState directory, DateTimeOffset now)
    {
        if (!directory.Agreement.IsInForce(now))
        {
            throw new RefusedException(ErrorCode.AgreementNotInForce, "a statement outside the agreement's time");
        }

        Member? member = directory.Find(caller);
        if (member is not { Active: true } || signed.Member != caller)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "a statement from a former member");
        }

        return member.Statement == signed.Membership
            ? member
            : throw new RefusedException(ErrorCode.NotVerified, "a statement signed under a membership that has been replaced");
    }
}
