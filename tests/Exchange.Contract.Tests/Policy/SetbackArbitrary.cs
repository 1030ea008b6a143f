using System.Collections.Frozen;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using FsCheck;
using FsCheck.Fluent;

namespace Exchange.Contract.Tests.Policy;

/// <summary>Everything that can happen and takes permission away while the policy stays.</summary>
internal static class SetbackArbitrary
{
    public static Gen<Setback> All() => Gen.OneOf([.. OfApprovals(), .. OfItem(), .. OfReader(), .. OfAgreement()]);

    private static IEnumerable<Gen<Setback>> OfApprovals() =>
    [
        from who in PolicyArbitraries.Reader(Scene.Id(8)) from one in Gen.Elements(true, false)
        select Of(
            "somebody refuses",
            question => Add(question, new Approval(who, ApprovalAnswer.Refuse, one ? question.Reader.Id : null, Sha256Digest.Of("no"u8)))),
        from index in Gen.Choose(0, 7)
        select Of("an approver refuses after all", question => Turn(question, index, ApprovalAnswer.Refuse)),
        from index in Gen.Choose(0, 7) select Of("an approval is taken back", question => Turn(question, index, ApprovalAnswer.TakeBack)),
        from index in Gen.Choose(0, 7)
        select Of("an approver leaves", question => Change(question, index, who => who with { Active = false })),
        from index in Gen.Choose(0, 7)
        select Of("an approver loses their roles", question => Change(question, index, who => who with { Roles = FrozenSet<Role>.Empty })),
        from index in Gen.Choose(0, 7)
        select Of(
            "an approver moves to another party",
            question => Change(question, index, who => who with { Party = PartyName.Parse("elsewhere") })),
    ];

    private static IEnumerable<Gen<Setback>> OfItem() =>
    [
        Gen.Constant(Of("the item is withdrawn", question => question with { State = question.State with { Withdrawn = true } })),
        Gen.Constant(
            Of("no acknowledgement counts", question => question with { State = question.State with { TermsAcknowledged = false } })),
        Gen.Constant(
            Of("the onward grant ends", question => question with { State = question.State with { GrantedOnward = OnwardSharing.None } })),
        Gen.Constant(Of(
            "somebody else opens it",
            question => question with { State = question.State with { OpeningsTotal = question.State.OpeningsTotal + 1 } })),
    ];

    private static IEnumerable<Gen<Setback>> OfReader() =>
    [
        Gen.Constant(Of("the reader is revoked", question => question with { Reader = question.Reader with { Active = false } })),
        from role in Gen.Elements(Enum.GetValues<Role>())
        select Of(
            "the reader loses a role",
            question => question with { Reader = question.Reader with { Roles = question.Reader.Roles.Except([role]).ToFrozenSet() } }),
        Gen.Constant(Of(
            "the reader leaves their teams",
            question => question with { Reader = question.Reader with { Teams = FrozenSet<Handle>.Empty } })),
        Gen.Constant(Of(
            "the reader states no purpose",
            question => question.Key == SealedKey.Card || question.Decide() is Decision.Permit
                ? question with { Purpose = null }
                : question)),
    ];

    private static IEnumerable<Gen<Setback>> OfAgreement() =>
    [
        Gen.Constant(Of(
            "the agreement ends",
            question => question with
            {
                Agreement = question.Agreement with { End = question.At < question.Agreement.End ? question.At : question.Agreement.End },
            })),
        Gen.Constant(Of(
            "the agreement drops a purpose",
            question => question with { Agreement = question.Agreement with { Purposes = [.. question.Agreement.Purposes.Skip(1)] } })),
    ];

    // A refusal is no approval: what undoes it is no setback.
    private static Question Turn(Question question, int index, ApprovalAnswer answer) =>
        question.State.Approvals.ElementAtOrDefault(index) is { } word && !HasRefused(question, word)
            ? Add(question, word with { Answer = answer })
            : question;

    private static Question Change(Question question, int index, Func<Reader, Reader> change) =>
        question.State.Approvals.ElementAtOrDefault(index) is { } word && !HasRefused(question, word)
            ? question with
            {
                State = question.State with
                {
                    Approvals = [.. question.State.Approvals
                        .Select(
                            other => other.Approver.Id == word.Approver.Id ? other with { Approver = change(other.Approver) } : other)],
                },
            }
            : question;

    private static bool HasRefused(Question question, Approval word) =>
        question.State.Approvals.Any(other => other.Approver.Id == word.Approver.Id && other.Answer == ApprovalAnswer.Refuse);

    private static Question Add(Question question, Approval word) =>
        question with { State = question.State with { Approvals = [.. question.State.Approvals, word] } };

    private static Setback Of(string name, Func<Question, Question> apply) => new(name, apply);
}
