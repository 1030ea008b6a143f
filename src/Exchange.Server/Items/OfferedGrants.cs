using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Items;

/// <summary>
/// Sealed grants together with the statement that vouches for them: its signatures hold, and each sealed file is the one that
/// statement and subject name. Whether the members may have them is <see cref="GrantRecipients"/>' question.
/// </summary>
internal sealed class OfferedGrants
{
    /// <summary>The largest sealed grant, in bytes.</summary>
    public const int MaxSealedBytes = 64 * 1024;

    private readonly SignedRequest<SignedByMember<GrantPredicate>> request;
    private readonly IReadOnlyList<SealedGrantFile> files;

    private OfferedGrants(SignedRequest<SignedByMember<GrantPredicate>> request, IReadOnlyList<SealedGrantFile> files)
    {
        this.request = request;
        this.files = files;
    }

    public GrantPredicate Terms => request.Signed.Predicate;

    public Sha256Digest Digest => request.Digest;

    /// <inheritdoc cref="SignedRequests.Grant"/>
    /// <exception cref="MalformedException">Statement, subjects and sealed files do not match.</exception>
    /// <exception cref="RefusedException">There are too many grants, or one is too large.</exception>
    public static OfferedGrants Verify(
        Member caller, ReadOnlySpan<byte> statement, IReadOnlyList<SealedGrantFile> files, DirectoryState directory)
    {
        // 1. Bounds first: they cost nothing.
        if (files.Count > directory.Agreement.Predicate.Limits.MaxGrants || files.Any(file => file.Bytes.Length > MaxSealedBytes))
        {
            throw new RefusedException(ErrorCode.TooMuch, "grants are over the agreement's limits");
        }

        // 2. Signed by the caller, for this agreement.
        SignedRequest<SignedByMember<GrantPredicate>> request = SignedRequests.Grant(caller, statement, directory);

        // 3. Subject and predicate both name each sealed file.
        RequireSubjects(request.Signed, files);
        return new OfferedGrants(request, files);
    }

    /// <exception cref="MalformedException">The member lacks one of the two keys.</exception>
    public void RequireBothKeys(MemberId member) => Require(
        Terms.Grants.Where(grant => grant.Member == member).Select(grant => grant.Key).Order()
            .SequenceEqual([SealedKey.Card, SealedKey.Content]),
        "the sender is not granted both keys");

    /// <summary>Keeps statement and sealed files.</summary>
    /// <exception cref="RefusedException">A sealed file was granted for the item before.</exception>
    public void Store(LedgerTransaction transaction)
    {
        transaction.Write.Statements.Put(request.Envelope);
        foreach ((GrantTerms grant, SealedGrantFile file) in Terms.Grants.Zip(files))
        {
            if (transaction.Grants.Holds(Terms.Item, grant.Sealed))
            {
                throw new RefusedException(ErrorCode.Conflict, "a sealed grant was submitted before under another statement");
            }

            transaction.Write.Grants.Insert(new GrantRow
            {
                Item = Terms.Item,
                Member = grant.Member,
                Key = grant.Key,
                Membership = grant.Membership,
                Statement = Digest,
                Digest = grant.Sealed,
                Sealed = file,
            });
        }
    }

    private static void RequireSubjects(SignedByMember<GrantPredicate> signed, IReadOnlyList<SealedGrantFile> files)
    {
        IReadOnlyList<GrantTerms> grants = signed.Predicate.Grants;
        IReadOnlyList<StatementSubject> subjects = signed.Statement.Subjects;
        Require(
            grants.Count > 0 && grants.Count == files.Count && subjects.Count == files.Count,
            "statement, subjects and sealed files differ in number");
        Require(
            grants.Select(grant => (grant.Member, grant.Key)).Distinct().Count() == grants.Count,
            "it grants one member one key twice");
        Require(grants.Select(grant => grant.Sealed).Distinct().Count() == grants.Count, "it names one sealed file twice");
        for (int place = 0; place < files.Count; place++)
        {
            StatementSubject named = files[place].Subject(place);
            Require(
                subjects[place].Name == named.Name && subjects[place].DigestName == named.DigestName,
                "its subjects are not grant-0, grant-1, …");
            Require(
                subjects[place].DigestHex == named.DigestHex && grants[place].Sealed.ToString() == named.DigestHex,
                "a sealed file has a different digest from the one it names");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MalformedException($"the grant statement is inconsistent: {otherwise}");
        }
    }
}
