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
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;

namespace Exchange.Server.Governance;

/// <summary>Holds one statement against its rule, in one transaction, and writes the state that follows from it.</summary>
internal sealed class ActTaking(LedgerTransaction transaction, StoredItem item, Member member, Sha256Digest statement)
{
    /// <summary>Changes of one item's policy: each reader is shown all of them.</summary>
    private const int MaxChanges = 64;

    private bool IsSender => member.Id == item.Row.Sender;

    /// <summary>The event that it is.</summary>
    /// <exception cref="RefusedException">The first thing that is against it.</exception>
    /// <exception cref="MalformedException">A policy that is no policy, or has another digest than the statement says.</exception>
    public string Take(IItemAct act)
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
        Refuse(ActRules.AgainstApproval(item.Policy, member.ToReader(), approval, last?.Answer, last is { Used: true }, IsReader));
        transaction.Governance.Answer(item.Id, item.InForce.Digest, member.Id, approval.Reader, approval.Answer, statement);
        return EventCodes.Of(approval.Answer);
    }

    private string Acknowledge(AcknowledgementPredicate acknowledgement)
    {
        Refuse(ActRules.AgainstAcknowledgement(item.Policy, acknowledgement, IsReader(member.Id)));
        transaction.Governance.Acknowledge(item.Id, member.Id, acknowledgement.Terms, statement);
        return EventCodes.TermsAcknowledged;
    }

    private string ChangePolicy(PolicyChangePredicate change)
    {
        AccessPolicy policy = PolicyBytes.Digest(change.Policy.Span) == change.PolicyDigest
            ? PolicyBytes.Parse(change.Policy.Span)
            : throw new MalformedException("a change of policy has another digest than its policy");
        Refuse(ActRules.AgainstChange(item.Policy, policy, IsSender && member.Has(Role.Submitter), transaction.Directory.Agreement.PolicyTerms));
        if (!transaction.Directory.Knows(policy.Audience.Members))
        {
            throw new RefusedException(ErrorCode.PolicyRefused, "a change of policy names a member whom the directory does not know");
        }

        if (item.InForce.Changes.Count >= MaxChanges)
        {
            throw new RefusedException(ErrorCode.TooMuch, "an item's policy was changed too often");
        }

        transaction.Governance.ChangePolicy(item.Id, statement, change.PolicyDigest);
        return EventCodes.PolicyChanged;
    }

    private string Withdraw()
    {
        Refuse(ActRules.AgainstWithdrawal(item.Policy, IsSender));
        transaction.Governance.Withdraw(item.Id);
        return EventCodes.ItemWithdrawn;
    }

    private bool IsReader(MemberId id) =>
        transaction.Directory.Find(id) is { } reader && reader.Has(Role.Reader) && Standing.Of(reader, item, transaction.Governance, transaction.Directory).InAudience;

    private static void Refuse(ErrorCode? against)
    {
        if (against is { } code)
        {
            throw new RefusedException(code, $"a statement about an item that may not be made: {code}");
        }
    }
}
