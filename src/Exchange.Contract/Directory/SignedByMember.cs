using Exchange.Contract.Statements;

namespace Exchange.Contract.Directory;

/// <summary>A statement that a member signed, with the member as of the membership that it names, and the device whose keys signed.</summary>
public sealed record SignedByMember<TPredicate>(Statement<TPredicate> Statement, Member Member, Device Device)
{
    public TPredicate Terms => Statement.Predicate;
}
