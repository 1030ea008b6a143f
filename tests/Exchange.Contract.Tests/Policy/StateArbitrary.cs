using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using FsCheck;
using FsCheck.Fluent;

namespace Exchange.Contract.Tests.Policy;

/// <summary>What may have happened to an item, with words of a few people, among them perhaps the one who asks.</summary>
internal static class StateArbitrary
{
    private static readonly MemberId[] Crowd = [.. Enumerable.Range(4, 5).Select(number => Scene.Id((byte)number))];

    public static Gen<AccessState> Of(Reader reader) =>
        from mine in Gen.Choose(0, 2)
        from others in Gen.Choose(0, 2)
        from withdrawn in PolicyArbitraries.Rarely()
        from acknowledged in Gen.Elements(true, true, false)
        from onward in Gen.Elements(Enum.GetValues<OnwardSharing>())
        from people in Gen.CollectToArray(Crowd.Select(id => id == reader.Id ? Gen.Constant(reader) : Approver(id)))
        from count in Gen.Choose(0, 12)
        from words in Word(people, reader).ListOf(count)
        select new AccessState((uint)(mine + others), (uint)mine, withdrawn)
        {
            TermsAcknowledged = acknowledged,
            GrantedOnward = onward,
            Approvals = [.. words],
        };

    private static Gen<Reader> Approver(MemberId id) =>
        from person in PolicyArbitraries.Reader(id)
        from approver in Gen.Elements(true, true, false)
        select approver ? person with { Roles = new HashSet<Role>(person.Roles) { Role.Approver } } : person;

    private static Gen<Approval> Word(Reader[] people, Reader reader) =>
        from who in Gen.Elements(people)
        from answer in Gen.Elements(
            [.. Enumerable.Repeat(ApprovalAnswer.Approve, 10), ApprovalAnswer.Refuse, ApprovalAnswer.Refuse, ApprovalAnswer.TakeBack])
        from whom in Gen.Elements<MemberId?>(null, null, null, reader.Id, reader.Id, reader.Id, Crowd[0])
        from number in Gen.Choose(0, int.MaxValue)
        select new Approval(who, answer, whom, Sha256Digest.Of(BitConverter.GetBytes(number)));
}
