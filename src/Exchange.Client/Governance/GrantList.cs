using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Governance;

/// <summary>To whom keys of an item have been sealed, from the signed statements: for the sender and compliance.</summary>
internal sealed class GrantList(Participant participant)
{
    /// <exception cref="VerificationException">A statement does not verify, or is about another item.</exception>
    public async Task<GrantedKeys> ReadAsync(VerifiedItem item, CancellationToken cancellationToken)
    {
        List<(MemberId, SealedKey, Sha256Digest)> granted = [];
        foreach (DsseEnvelope envelope in await participant.Server.Grants.ListAsync(item.Id, cancellationToken))
        {
            string where = $"a grant statement of {item.Id}";
            SignedByMember<GrantPredicate> signed = StatementFaults.Checked(
                () => MemberSignature.Verify(StatementKinds.Grant, envelope, participant.Directory, terms => terms.Grantor), where);
            if (signed.Predicate.Item != item.Id || signed.Predicate.Statement != item.Digest)
            {
                throw new VerificationException(VerificationFault.StatementSwapped, where);
            }

            granted.AddRange(signed.Predicate.Grants.Select(grant => (grant.Member, grant.Key, grant.Membership)));
        }

        return new GrantedKeys(granted, participant.Directory);
    }
}
