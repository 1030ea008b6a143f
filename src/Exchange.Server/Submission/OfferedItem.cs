using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;

namespace Exchange.Server.Submission;

/// <summary>
/// A submission as it arrives: two encoded envelopes, and the sealed grants in the order of the grant statement's subjects.
/// </summary>
internal sealed record ArrivedSubmission(
    ReadOnlyMemory<byte> Statement, ReadOnlyMemory<byte> GrantStatement, IReadOnlyList<SealedGrantFile> Grants);

/// <summary>An item and its grants, both signed by the caller, which belong to each other.</summary>
internal sealed class OfferedItem
{
    private readonly SignedRequest<VerifiedItem> request;

    private OfferedItem(SignedRequest<VerifiedItem> request, OfferedGrants grants)
    {
        this.request = request;
        Grants = grants;
    }

    public VerifiedItem Item => request.Signed;

    public DsseEnvelope Envelope => request.Envelope;

    public OfferedGrants Grants { get; }

    /// <inheritdoc cref="SignedRequests.Item"/>
    /// <exception cref="MalformedException">A statement is inconsistent, or the grants are for another item.</exception>
    public static OfferedItem Verify(Member caller, ArrivedSubmission arrived, DirectoryState directory)
    {
        SignedRequest<VerifiedItem> request = SignedRequests.Item(caller, arrived.Statement.Span, directory);
        OfferedGrants grants = OfferedGrants.Verify(caller, arrived.GrantStatement.Span, arrived.Grants, directory);
        if (grants.Terms.Item != request.Signed.Id || grants.Terms.Statement != request.Digest)
        {
            throw new MalformedException("the grants are for another item");
        }

        grants.RequireBothKeys(caller.Id);
        return new OfferedItem(request, grants);
    }
}
