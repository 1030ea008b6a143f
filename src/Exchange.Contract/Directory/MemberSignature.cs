using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>
/// Verifies what a member signed. The membership that counts is the one that the statement names, even when it has ended since:
/// what was signed stays signed. Whether the membership still holds is for the caller to check
/// (<see cref="DirectoryState.Find(Ids.MemberId)"/>).
/// </summary>
public static class MemberSignature
{
    /// <summary>Verifies as a statement of one kind; see <see cref="Read"/>.</summary>
    /// <param name="signer">Where the predicate says who signed.</param>
    /// <exception cref="DirectoryException">No key of the directory signed it, or not the key that it names.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">It is not a statement of that kind.</exception>
    public static SignedByMember<T> Verify<T>(
        StatementKind<T> kind, DsseEnvelope envelope, DirectoryState directory, Func<T, SenderTerms> signer) =>
        Read(kind, Check(envelope, directory), directory, signer);

    /// <summary>
    /// Verifies both signatures, by keys that the directory vouches for or once did. The kind of the statement may be asked after that.
    /// </summary>
    /// <exception cref="DirectoryException">No key of the directory signed it.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    public static VerifiedEnvelope Check(DsseEnvelope envelope, DirectoryState directory)
    {
        // 1. The key ids are hints: they pick the keys to verify with, which the directory vouched for or not. The id of either half
        //    will do, so that a half that was removed is reported as missing.
        SignerPublicKey keys = envelope.Signatures
            .Select(signature => Sha256Digest.TryParse(signature.KeyId, out Sha256Digest keyId) ? directory.EverSigner(keyId) : null)
            .FirstOrDefault(known => known is not null)
            ?? throw new DirectoryException(DirectoryFault.NotChained, "it is signed by a key that the directory does not know");

        // 2. Both signatures must be valid before a byte of it is read.
        return EnvelopeVerifier.Verify(envelope, keys);
    }

    /// <summary>Reads what <see cref="Check"/> has verified.</summary>
    /// <param name="signer">Where the predicate says who signed.</param>
    /// <exception cref="DirectoryException">It was not signed by the key that it names.</exception>
    /// <exception cref="MalformedException">It is not a statement of that kind.</exception>
    public static SignedByMember<T> Read<T>(
        StatementKind<T> kind, VerifiedEnvelope verified, DirectoryState directory, Func<T, SenderTerms> signer)
    {
        Statement<T> statement = StatementCodec.Read(kind, verified);
        SignerPublicKey keys = verified.Signers.Single();

        // It must say itself that it comes from the holder of these keys.
        SenderTerms said = signer(statement.Predicate);
        Member? member = directory.AsOf(said.Membership);
        Device? device = member?.Devices.FirstOrDefault(candidate => candidate.Signer == keys);
        return member is not null && device is not null && member.Id == said.Member
            && said.Ed25519 == keys.Ed25519.KeyId && said.MlDsa65 == keys.MlDsa65.KeyId
                ? new SignedByMember<T>(statement, member, device)
                : throw new DirectoryException(DirectoryFault.NotChained, "it names a different signer from the one whose keys signed it");
    }
}

/// <summary>
/// A statement that a member signed, with the member as of the membership that it names, and the device whose keys signed.
/// </summary>
public sealed record SignedByMember<TPredicate>(Statement<TPredicate> Statement, Member Member, Device Device)
{
    public TPredicate Predicate => Statement.Predicate;
}
