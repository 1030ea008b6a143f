using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>
/// Verifies what a member signed. The membership that counts is the one that the statement names, even when it has ended since:
/// what was signed stays signed. Whether the membership still holds is for the caller to ask (<see cref="DirectoryState.Find(Ids.MemberId)"/>).
/// </summary>
public static class MemberSignature
{
    /// <param name="signer">Where the predicate says who signed.</param>
    /// <exception cref="DirectoryException">No key of the directory signed it, or another than it says.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">It is not a statement of that kind.</exception>
    public static SignedByMember<T> Verify<T>(StatementKind<T> kind, DsseEnvelope envelope, DirectoryState directory, Func<T, SenderTerms> signer)
    {
        // 1. The key ids are hints: they pick the keys to verify with, which the directory vouched for or not. Either half's will do,
        //    so that a half that was taken away is called missing.
        SignerPublicKey keys = envelope.Signatures.Select(signature => Sha256Digest.TryParse(signature.KeyId, out Sha256Digest keyId) ? directory.EverSigner(keyId) : null).FirstOrDefault(known => known is not null)
            ?? throw new DirectoryException(DirectoryFault.NotChained, "it is signed by a key that the directory does not know");

        // 2. Both signatures must hold before a byte of it is read.
        Statement<T> statement = StatementCodec.Read(kind, EnvelopeVerifier.Verify(envelope, keys));

        // 3. It must say itself that it comes from the holder of these keys.
        SenderTerms said = signer(statement.Predicate);
        Member? member = directory.AsOf(said.Membership);
        Device? device = member?.Devices.FirstOrDefault(candidate => candidate.Signer == keys);
        return member is not null && device is not null && member.Id == said.Member
            && said.Ed25519 == keys.Ed25519.KeyId && said.MlDsa65 == keys.MlDsa65.KeyId
                ? new SignedByMember<T>(statement, member, device)
                : throw new DirectoryException(DirectoryFault.NotChained, "it names another signer than the one whose keys signed it");
    }
}
