using System.Diagnostics;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Governance;

/// <summary>Checks one act against its rule, in one transaction, and writes the state that follows from it.</summary>
internal sealed class ActEffect(LedgerTransaction transaction, StoredItem item, Member member, Sha256Digest statement)
{
    /// <summary>How often one item's policy may change: each reader is shown every change.</summary>
    private const int MaxChanges = 64;

    private bool IsSender => member.Id == item.Row.Sender;

    /// <summary>Applies it; gives the code of its event.</summary>
    /// <exception cref="RefusedException">The first rule that it breaks.</exception>
    /// <exception cref="MalformedException">Its policy is not a policy, or has a different digest from the one it states.</exception>
    public string Apply(IItemAct act)
    {
        Refuse(ActRules.AgainstAny(act, item.Row.Statement, item.InForce.Digest, item.Row.Withdrawn));
        return act switch
        {
            ApprovalPredicate approval => Approve(approval),
            AcknowledgementPredicate acknowledgement => Acknowledge(acknowledgement),
            PolicyChangePredicate change => ChangePolicy(change),
            WithdrawalPredicate => Withdraw(),
            _ => throw new UnreachableException(),
        };
    }

    private string Approve(ApprovalPredicate approval)
    {
        AnswerRow? last = transaction.Governance.AnswerOf(item.Id, item.InForce.Digest, member.Id, approval.Reader);
        Refuse(ActRules.AgainstApproval(
            item.Policy, member.ToReader(), approval, last?.Answer, last is { Used: true }, IsReader));
        transaction.Write.Governance.Answer(
            item.Id, item.InForce.Digest, member.Id, approval.Reader, approval.Answer, statement);
        return EventCodes.Of(approval.Answer);
    }

    private string Acknowledge(AcknowledgementPredicate acknowledgement)
    {
        Refuse(ActRules.AgainstAcknowledgement(item.Policy, acknowledgement, IsReader(member.Id)));
        transaction.Write.Governance.Acknowledge(item.Id, member.Id, acknowledgement.Terms, statement);
        return EventCodes.TermsAcknowledged;
    }

    private string ChangePolicy(PolicyChangePredicate change)
    {
        AccessPolicy policy = PolicyBytes.Digest(change.Policy.Span) == change.PolicyDigest
            ? PolicyBytes.Parse(change.Policy.Span)
            : throw new MalformedException("a policy change states a different digest from its policy's");
        bool may = IsSender && member.Has(Role.Submitter);
        Refuse(ActRules.AgainstChange(item.Policy, policy, may, transaction.Directory.Agreement.PolicyTerms));
        if (!transaction.Directory.Knows(policy.Audience.Members))
        {
            throw new RefusedException(ErrorCode.PolicyRefused, "a policy change names a member whom the directory does not know");
        }

        if (item.InForce.Changes.Count >= MaxChanges)
        {
            throw new RefusedException(ErrorCode.TooMuch, "an item's policy has changed too often");
        }

        transaction.Write.Governance.ChangePolicy(item.Id, statement, change.PolicyDigest);
        return EventCodes.PolicyChanged;
    }

    private string Withdraw()
    {
        Refuse(ActRules.AgainstWithdrawal(item.Policy, IsSender));
        transaction.Write.Governance.Withdraw(item.Id);
        return EventCodes.ItemWithdrawn;
    }

    private bool IsReader(MemberId id) => StoredFacts.Of(item, transaction.Stored).IsReader(id, transaction.Directory);

    private static void Refuse(ErrorCode? against)
    {
        if (against is { } code)
        {
            throw new RefusedException(code, $"a statement about an item breaks a rule: {code}");
        }
    }
}
