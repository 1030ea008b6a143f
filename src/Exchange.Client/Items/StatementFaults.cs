using Exchange.Client.Errors;
using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Items;

/// <summary>Verifies item statements that a server handed out, and says of each failure what it means.</summary>
internal static class StatementFaults
{
    /// <exception cref="VerificationException">It does not verify; the fault says why.</exception>
    public static VerifiedItem Verify(DsseEnvelope statement, DirectoryState directory, string where) =>
        Checked(() => ItemVerifier.Verify(statement, directory), where);

    /// <summary>The policy in force, from the signed changes that a server handed out, oldest first.</summary>
    /// <exception cref="VerificationException">A change is not its sender's, or does not follow the one before it.</exception>
    public static InForcePolicy InForce(VerifiedItem item, IReadOnlyList<DsseEnvelope> changes, DirectoryState directory, string where) =>
        Checked(
            () => changes.Aggregate(
                InForcePolicy.Of(item),
                (inForce, change) => inForce.After(PolicyChangeVerifier.Verify(change, item, directory))),
            where);

    /// <summary>Does what may find a statement wanting.</summary>
    /// <exception cref="VerificationException">It was found wanting; the fault says why.</exception>
    public static T Checked<T>(Func<T> verify, string where)
    {
        try
        {
            return verify();
        }
        catch (EnvelopeException failed)
        {
            throw new VerificationException(
                failed.Fault == EnvelopeFault.MissingSignature ? VerificationFault.SignatureMissing : VerificationFault.SignatureWrong,
                $"{where}: {failed.Message}",
                failed);
        }
        catch (DirectoryException failed)
        {
            throw new VerificationException(VerificationFault.SignerWrong, $"{where}: {failed.Message}", failed);
        }
        catch (PolicyGapException failed)
        {
            throw new VerificationException(VerificationFault.PolicyMismatch, $"{where}: {failed.Message}", failed);
        }
        catch (MalformedException failed)
        {
            throw new VerificationException(VerificationFault.StatementWrong, $"{where}: {failed.Message}", failed);
        }
    }
}
