using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;

namespace Exchange.Server.Retrieval;

/// <summary>A release request from its reader, in a form that events may quote. Nothing is decided yet.</summary>
internal sealed class AskedRelease
{
    private readonly SignedRequest<SignedByMember<ReleaseRequestPredicate>> request;

    private AskedRelease(SignedRequest<SignedByMember<ReleaseRequestPredicate>> request, Member caller)
    {
        this.request = request;
        Caller = caller;
    }

    public ReleaseRequestPredicate Terms => request.Signed.Predicate;

    /// <summary>The keys that signed it. Whether they are still the caller's is checked when it is decided.</summary>
    public SignerPublicKey Signer => request.Signed.Device.Signer;

    public DsseEnvelope Envelope => request.Envelope;

    /// <summary>The member as the directory had them when the call was authenticated.</summary>
    public Member Caller { get; }

    public Sha256Digest Digest => request.Digest;

    public LookupCause Cause => new(Digest, Terms.Key, Terms.Request, Terms.Purpose);

    /// <inheritdoc cref="SignedRequests.Release"/>
    /// <exception cref="MalformedException">Its purpose is not a code, or it is for the card and has one.</exception>
    public static AskedRelease Verify(Member caller, ReadOnlySpan<byte> encoded, DirectoryState directory)
    {
        AskedRelease asked = new(SignedRequests.Release(caller, encoded, directory), caller);

        // The purpose goes into the event, and events hold codes only.
        string? purpose = asked.Terms.Purpose;
        return purpose is null || (asked.Terms.Key == SealedKey.Content && PurposeCode.IsValid(purpose))
            ? asked
            : throw new MalformedException("the purpose of a release request is not a code, or the request is for the card and has one");
    }

    /// <exception cref="RefusedException">It is past its not-after, or too far ahead of it.</exception>
    public void RequireTime(DateTimeOffset now) => SignedRequests.RequireTime(Terms.NotAfter, now);
}
