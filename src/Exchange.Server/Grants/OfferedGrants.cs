using System.Globalization;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Grants;

/// <summary>
/// Sealed grants together with the statement that vouches for them: its signatures hold, and each sealed file is the one that
/// statement and subject name. Whether the members may have them is <see cref="GrantRecipients"/>' question.
/// </summary>
internal sealed class OfferedGrants
{
    /// <summary>The largest sealed grant, in bytes.</summary>
    public const int MaxSealedBytes = 64 * 1024;

    private readonly IReadOnlyList<ReadOnlyMemory<byte>> files;

    private OfferedGrants(SignedByMember<GrantPredicate> signed, DsseEnvelope envelope, IReadOnlyList<ReadOnlyMemory<byte>> files)
    {
        Signed = signed;
        Envelope = envelope;
        this.files = files;
    }

    public SignedByMember<GrantPredicate> Signed { get; }

    public DsseEnvelope Envelope { get; }

    public GrantPredicate Terms => Signed.Terms;

    public Sha256Digest Digest => Signed.Statement.Digest;

    /// <summary>The name of a grant's subject.</summary>
    public static string SubjectName(int grant) => string.Create(CultureInfo.InvariantCulture, $"grant-{grant}");

    /// <exception cref="DirectoryException">No key of the directory signed the statement.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">Statement, subjects and sealed files do not fit each other.</exception>
    /// <exception cref="RefusedException">Too many or too large, or signed by another than the caller.</exception>
    public static OfferedGrants Verify(Member caller, ReadOnlySpan<byte> statement, IReadOnlyList<ReadOnlyMemory<byte>> files, DirectoryState directory)
    {
        // 1. Bounds first: they cost nothing.
        if (files.Count > directory.Agreement.Terms.Limits.MaxGrants || files.Any(file => file.Length > MaxSealedBytes))
        {
            throw new RefusedException(ErrorCode.TooMuch, "grants are over the agreement's limits");
        }

        // 2. Signed by the caller, for this agreement.
        DsseEnvelope envelope = DsseEnvelope.Parse(statement);
        SignedByMember<GrantPredicate> signed = MemberSignature.Verify(StatementKinds.Grant, envelope, directory, terms => terms.Grantor);
        if (signed.Member.Id != caller.Id)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "a grant statement of another member");
        }

        Require(signed.Terms.Agreement == directory.Agreement.Id, "it belongs to another agreement");

        // 3. Each sealed file is the one that it names, in subject and predicate alike.
        RequireSubjects(signed, files);
        return new OfferedGrants(signed, envelope, files);
    }

    /// <exception cref="MalformedException">The member lacks one of the two keys.</exception>
    public void RequireBothKeys(MemberId member) =>
        Require(Terms.Grants.Where(grant => grant.Member == member).Select(grant => grant.Key).Order().SequenceEqual([SealedKey.Card, SealedKey.Content]), "the sender has not both keys");

    /// <summary>Keeps statement and sealed files.</summary>
    /// <exception cref="RefusedException">A sealed file was granted for the item before.</exception>
    public void Store(LedgerTransaction transaction)
    {
        transaction.Statements.Put(Envelope);
        foreach ((GrantTerms grant, ReadOnlyMemory<byte> file) in Terms.Grants.Zip(files))
        {
            if (transaction.Grants.Holds(Terms.Item, grant.Sealed))
            {
                throw new RefusedException(ErrorCode.Conflict, "a sealed grant was handed in before under another statement");
            }

            transaction.Grants.Insert(new GrantRow(Terms.Item, grant.Member, grant.Key, grant.Membership, Digest, grant.Sealed, file));
        }
    }

    private static void RequireSubjects(SignedByMember<GrantPredicate> signed, IReadOnlyList<ReadOnlyMemory<byte>> files)
    {
        IReadOnlyList<GrantTerms> grants = signed.Terms.Grants;
        IReadOnlyList<StatementSubject> subjects = signed.Statement.Subjects;
        Require(grants.Count > 0 && grants.Count == files.Count && subjects.Count == files.Count, "statement, subjects and sealed files differ in number");
        Require(grants.Select(grant => (grant.Member, grant.Key)).Distinct().Count() == grants.Count, "one member has one key twice");
        Require(grants.Select(grant => grant.Sealed).Distinct().Count() == grants.Count, "one sealed file stands twice");
        for (int index = 0; index < files.Count; index++)
        {
            StatementSubject subject = subjects[index];
            Sha256Digest digest = Sha256Digest.Of(files[index].Span);
            Require(subject.Name == SubjectName(index) && subject.DigestName == "sha256", "its subjects are not grant-0, grant-1, …");
            Require(subject.DigestHex == digest.ToString() && grants[index].Sealed == digest, "a sealed file is another than it says");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MalformedException($"the grant statement does not hold together: {otherwise}");
        }
    }
}
