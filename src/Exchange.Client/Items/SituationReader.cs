using Exchange.Client.Errors;
using Exchange.Client.Transport;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Items;

/// <summary>Asks for an item's state, and verifies what members signed of it.</summary>
internal sealed class SituationReader(Participant participant)
{
    /// <summary>The state as far as this member's own decisions depend on it: where the policy alone says all, nothing is asked.</summary>
    public async Task<OwnSituation> OwnAsync(SeenItem seen, CancellationToken cancellationToken)
    {
        AccessPolicy policy = seen.Policy;
        bool plain = policy is
        {
            Approvals.Count: 0,
            Terms: null,
            MaxOpenings: null,
            MaxOpeningsPerPerson: null,
            Expires: null,
            CardShows: not CardShows.WithContents
        }
            && policy.Audience.Includes(participant.Self.ToReader());
        if (plain)
        {
            return new OwnSituation(AccessState.Fresh with { Withdrawn = seen.Withdrawn }, new HashSet<MemberId>());
        }

        ItemSituation situation = await ReadAsync(seen, cancellationToken);
        return new OwnSituation(situation.Facts.StateOf(participant.Self.Id, participant.Directory), situation.GrantedOnward);
    }

    /// <exception cref="VerificationException">An approval or an acknowledgement is not what it says.</exception>
    public async Task<ItemSituation> ReadAsync(SeenItem seen, CancellationToken cancellationToken)
    {
        StateListing listing = await participant.Server.Acts.GetStateAsync(seen.Verified.Id, cancellationToken);
        try
        {
            return Read(listing, seen);
        }
        catch (VerificationException unknown) when (unknown.Fault == VerificationFault.SignerWrong)
        {
            // Whoever signed may have come after the directory was replayed: then they are there now.
            await participant.RefreshAsync(cancellationToken);
            return Read(listing, seen);
        }
    }

    private ItemSituation Read(StateListing listing, SeenItem seen)
    {
        string where = $"the state of {seen.Verified.Id}";
        InForcePolicy inForce = StatementFaults.InForce(seen.Verified, listing.PolicyChanges, participant.Directory, where);
        return new ItemSituation(
            inForce,
            listing.Withdrawn,
            ItemParties.ShowsWholeRecordTo(participant.Self, seen.Verified, participant.Directory),
            [.. listing.Approvals.Select(envelope => ReadAnswer(envelope, seen, inForce, where))],
            listing.Acknowledgements
                .Select(envelope => ReadAcknowledgement(envelope, seen, inForce, where))
                .OfType<MemberId>()
                .ToHashSet(),
            listing.Openings,
            listing.ByMember,
            listing.GrantedOnward);
    }

    private SignedByMember<ApprovalPredicate> ReadAnswer(DsseEnvelope envelope, SeenItem seen, InForcePolicy inForce, string where)
    {
        SignedByMember<ApprovalPredicate> signed = StatementFaults.Checked(
            () => MemberSignature.Verify(StatementKinds.Approval, envelope, participant.Directory, terms => terms.Approver), where);
        return IsAbout(signed.Predicate, seen) && signed.Predicate.PolicyDigest == inForce.Digest
            ? signed
            : throw new VerificationException(VerificationFault.StatementSwapped, $"{where}: an approval is about something else");
    }

    // One of older terms, from before the item had these, is not one of these.
    private MemberId? ReadAcknowledgement(DsseEnvelope envelope, SeenItem seen, InForcePolicy inForce, string where)
    {
        SignedByMember<AcknowledgementPredicate> signed = StatementFaults.Checked(
            () => MemberSignature.Verify(StatementKinds.Acknowledgement, envelope, participant.Directory, terms => terms.Reader), where);
        if (!IsAbout(signed.Predicate, seen))
        {
            throw new VerificationException(VerificationFault.StatementSwapped, $"{where}: an acknowledgement is about something else");
        }

        return signed.Predicate.Terms == inForce.Policy.Terms ? signed.Member.Id : null;
    }

    private bool IsAbout(IItemAct act, SeenItem seen) =>
        act.Agreement == participant.Agreement.Id && act.Item == seen.Verified.Id && act.Statement == seen.Verified.Digest;
}
