using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Retrieval;

/// <summary>
/// The policy that decides now, with the signed changes that lead to it from the one that was submitted. A server that holds back the
/// newest change is found out by the release, which names the policy's digest.
/// </summary>
public sealed class InForcePolicy
{
    private InForcePolicy(AccessPolicy policy, Sha256Digest digest, IReadOnlyList<VerifiedPolicyChange> changes)
    {
        Policy = policy;
        Digest = digest;
        Changes = changes;
    }

    public AccessPolicy Policy { get; }

    public Sha256Digest Digest { get; }

    /// <summary>Oldest first; none while the submitted policy is in force.</summary>
    public IReadOnlyList<VerifiedPolicyChange> Changes { get; }

    /// <exception cref="Errors.VerificationException">A change is not its sender's, or does not follow the one before it.</exception>
    public static InForcePolicy Follow(VerifiedItem item, IReadOnlyList<DsseEnvelope> changes, DirectoryState directory, string where)
    {
        Sha256Digest digest = item.Terms.PolicyDigest;
        List<VerifiedPolicyChange> verified = [];
        foreach (DsseEnvelope envelope in changes)
        {
            VerifiedPolicyChange change = StatementFaults.Checked(() => PolicyChangeVerifier.Verify(envelope, item, directory), where);
            if (change.Terms.PreviousPolicy != digest)
            {
                throw new Errors.VerificationException(
                    Errors.VerificationFault.PolicyMismatch,
                    $"{where}: a change of policy does not follow the one before it");
            }

            verified.Add(change);
            digest = change.Terms.PolicyDigest;
        }

        return new InForcePolicy(verified.Count == 0 ? item.Policy : verified[^1].Policy, digest, verified);
    }
}
