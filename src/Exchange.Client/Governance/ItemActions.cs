using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Policies;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Governance;

/// <summary>
/// What a member can do about an item, besides opening it: approve, acknowledge, change its policy, withdraw it. Each is signed by the
/// member and bound to the item, the policy that they saw, and a few minutes.
/// </summary>
public sealed class ItemActions(Participant participant)
{
    /// <summary>The policy in force, for the member to see before they sign anything about it.</summary>
    public async Task<SeenPolicy> PolicyAsync(ItemId id, CancellationToken cancellationToken) =>
        Seen(await SeeAsync(id, cancellationToken));

    /// <summary>Gives an answer as an approver.</summary>
    /// <param name="seen">The policy that the member saw: the answer counts under no other.</param>
    /// <param name="reader">Whose opening it is about, where the policy asks for approvals of each reader; else null.</param>
    /// <exception cref="ClientException">The policy does not ask this, or the answer cannot be changed any more.</exception>
    public async Task<ActResult> AnswerAsync(SeenPolicy seen, ApprovalAnswer answer, MemberId? reader, CancellationToken cancellationToken)
    {
        ApprovalRule rule = seen.Policy.RuleFor(participant.Self.ToReader()) ?? throw new ClientException(
            ExitCode.Denied,
            "Your approval is not asked for.",
            $"{participant.Self.Name} is not among those whom the item's policy asks.",
            $"See who is: exchange show {seen.Item.Id}");
        if (rule.EachReader != reader is not null)
        {
            throw new ClientException(
                ExitCode.Usage,
                rule.EachReader ? "The policy asks for approvals of each reader." : "The policy asks for approvals for everybody.",
                "",
                rule.EachReader ? "Say for whom: --for party/handle" : "Leave --for out.");
        }

        ActSender sender = new(participant);
        ApprovalPredicate act = new()
        {
            Agreement = participant.Agreement.Id,
            Item = seen.Item.Id,
            Statement = seen.Item.Digest,
            PolicyDigest = seen.Digest,
            Approver = participant.SenderTerms,
            Answer = answer,
            Reader = reader,
            Request = RequestId.New(),
            NotAfter = sender.NotAfter,
        };
        return await sender.SendAsync(StatementKinds.Approval, "approval", act, EventCodes.Of(answer), cancellationToken);
    }

    /// <summary>Acknowledges the terms of an item, which the caller has shown to the member.</summary>
    /// <param name="terms">Their digest, as they were shown.</param>
    /// <exception cref="ClientException">The item has other terms, or none.</exception>
    public async Task<ActResult> AcknowledgeAsync(ItemId id, Sha256Digest terms, CancellationToken cancellationToken)
    {
        SeenItem seen = await SeeAsync(id, cancellationToken);
        ActSender sender = new(participant);
        AcknowledgementPredicate act = new()
        {
            Agreement = participant.Agreement.Id,
            Item = id,
            Statement = seen.Verified.Digest,
            PolicyDigest = seen.InForce.Digest,
            Terms = terms,
            Reader = participant.SenderTerms,
            Request = RequestId.New(),
            NotAfter = sender.NotAfter,
        };
        return await sender.SendAsync(
            StatementKinds.Acknowledgement, "acknowledgement", act, EventCodes.TermsAcknowledged, cancellationToken);
    }

    /// <summary>The policy in force, for the sender to begin a change from.</summary>
    /// <exception cref="ClientException">It is another's item.</exception>
    public async Task<SeenPolicy> OwnPolicyAsync(ItemId id, CancellationToken cancellationToken) =>
        Seen(await SeeOwnAsync(id, cancellationToken));

    /// <summary>What the sender should know of a policy before it is put in force, and need not have known of the one before.</summary>
    public IReadOnlyList<string> Warnings(AccessPolicy before, AccessPolicy after) => [.. WarningsOf(after).Except(WarningsOf(before))];

    /// <summary>Puts another policy in force.</summary>
    /// <param name="before">The policy that the change was made from: it does not count where another is in force by now.</param>
    /// <exception cref="ClientException">The agreement or the policy in force forbids the change.</exception>
    public async Task<ActResult> ChangePolicyAsync(SeenPolicy before, AccessPolicy policy, CancellationToken cancellationToken)
    {
        if (PolicyChangeRules.Problems(before.Policy, policy, participant.Agreement.PolicyTerms) is { Count: > 0 } problems)
        {
            throw new ClientException(
                ExitCode.Usage,
                "The policy cannot be changed like this.",
                string.Join(' ', problems),
                $"See what is in force: exchange show {before.Item.Id}");
        }

        byte[] bytes = PolicyBytes.Encode(policy);
        ActSender sender = new(participant);
        PolicyChangePredicate act = new()
        {
            Agreement = participant.Agreement.Id,
            Item = before.Item.Id,
            Statement = before.Item.Digest,
            PreviousPolicy = before.Digest,
            Policy = bytes,
            PolicyDigest = PolicyBytes.Digest(bytes),
            Sender = participant.SenderTerms,
            Request = RequestId.New(),
            NotAfter = sender.NotAfter,
        };
        return await sender.SendAsync(StatementKinds.PolicyChange, "policy-change", act, EventCodes.PolicyChanged, cancellationToken);
    }

    /// <summary>Ends all releases of an item that the member sent.</summary>
    /// <exception cref="ClientException">It is another's, or was sent as not revocable.</exception>
    public async Task<ActResult> WithdrawAsync(ItemId id, CancellationToken cancellationToken)
    {
        SeenItem seen = await SeeOwnAsync(id, cancellationToken);
        ActSender sender = new(participant);
        WithdrawalPredicate act = new()
        {
            Agreement = participant.Agreement.Id,
            Item = id,
            Statement = seen.Verified.Digest,
            Sender = participant.SenderTerms,
            Request = RequestId.New(),
            NotAfter = sender.NotAfter,
        };
        return await sender.SendAsync(StatementKinds.Withdrawal, "withdrawal", act, EventCodes.ItemWithdrawn, cancellationToken);
    }

    private IEnumerable<string> WarningsOf(AccessPolicy policy)
    {
        Member[] members = [.. participant.Directory.Members.Where(member => member.Active)];
        IReadOnlyList<WhoEntry> who = PolicyWho.EnumerateConcerned(
            policy,
            members.Select(member => member.ToReader()),
            _ => AccessState.Fresh,
            participant.Time.GetUtcNow(),
            participant.Agreement.PolicyTerms);
        return PolicyWarnings.Of(policy, who, members, participant.Self, participant.Agreement);
    }

    private static SeenPolicy Seen(SeenItem item) => new(item.Verified, item.Policy, item.InForce.Digest);

    private async Task<SeenItem> SeeOwnAsync(ItemId id, CancellationToken cancellationToken)
    {
        SeenItem seen = await SeeAsync(id, cancellationToken);
        return seen.Verified.Sender.Id == participant.Self.Id
            ? seen
            : throw new ClientException(
                ExitCode.Denied,
                "You did not send this item.",
                "Only its sender withdraws it or changes its policy.",
                $"Ask {seen.Verified.Sender.Name}.");
    }

    private Task<SeenItem> SeeAsync(ItemId id, CancellationToken cancellationToken) =>
        new ItemReader(participant).GetAsync(id, cancellationToken);
}
