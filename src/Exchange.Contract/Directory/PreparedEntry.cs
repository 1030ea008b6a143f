using Exchange.Contract.Statements;

namespace Exchange.Contract.Directory;

/// <summary>An entry of the directory whose signatures hold and whose statement has been read; neither where it is of another kind. Made only by <see cref="DirectoryReplay"/>.</summary>
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
