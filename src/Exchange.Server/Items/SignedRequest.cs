using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Items;

/// <summary>
/// What a member signed and brings to the server: its signatures hold, the caller signed it, and it is for this agreement. Whether
/// what it asks for may happen is not decided yet. Made only by <see cref="SignedRequests"/>.
/// </summary>
internal sealed class SignedRequest<T>
{
    internal SignedRequest(T signed, DsseEnvelope envelope)
    {
        Signed = signed;
        Envelope = envelope;
    }

    /// <summary>What the signatures are over.</summary>
    public T Signed { get; }

    public DsseEnvelope Envelope { get; }

    /// <summary>SHA-256 of the signed payload: two envelopes of one payload are one request.</summary>
    public Sha256Digest Digest => Envelope.PayloadDigest;
}

/// <summary>The checks that every signed request passes first, whatever it asks for, and the one error code of each.</summary>
/// <remarks>
/// All of them throw <see cref="MalformedException"/> where the bytes are not such a statement, <see cref="DirectoryException"/> where
/// no key of the directory signed it, <see cref="EnvelopeException"/> where a signature is missing or wrong, and
/// <see cref="RefusedException"/> with <see cref="ErrorCode.NotYours"/> where another member signed it than the one who calls, and
/// with <see cref="ErrorCode.OtherAgreement"/> where it was made for another agreement.
/// </remarks>
internal static class SignedRequests
{
    /// <summary>How far ahead a request's not-after may be: a signed request is not kept for later.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromHours(1);

    public static SignedRequest<SignedByMember<ReleaseRequestPredicate>> Release(
        Member caller, ReadOnlySpan<byte> encoded, DirectoryState directory)
    {
        DsseEnvelope envelope = DsseEnvelope.Parse(encoded);
        SignedByMember<ReleaseRequestPredicate> signed =
            MemberSignature.Verify(StatementKinds.ReleaseRequest, envelope, directory, request => request.Reader);
        RequireCallers(caller, signed.Member, signed.Predicate.Agreement, directory);
        return new(signed, envelope);
    }

    public static SignedRequest<SignedByMember<GrantPredicate>> Grant(Member caller, ReadOnlySpan<byte> encoded, DirectoryState directory)
    {
        DsseEnvelope envelope = DsseEnvelope.Parse(encoded);
        SignedByMember<GrantPredicate> signed =
            MemberSignature.Verify(StatementKinds.Grant, envelope, directory, grants => grants.Grantor);
        RequireCallers(caller, signed.Member, signed.Predicate.Agreement, directory);
        return new(signed, envelope);
    }

    /// <summary>An item, which holds together besides.</summary>
    public static SignedRequest<VerifiedItem> Item(Member caller, ReadOnlySpan<byte> encoded, DirectoryState directory)
    {
        DsseEnvelope envelope = DsseEnvelope.Parse(encoded);
        SignedByMember<ItemPredicate> signed =
            MemberSignature.Verify(StatementKinds.Item, envelope, directory, item => item.Sender);
        RequireCallers(caller, signed.Member, signed.Predicate.Agreement, directory);
        return new(ItemVerifier.Check(signed, directory.Agreement), envelope);
    }

    /// <summary>A statement about a submitted item: approval, acknowledgement, change of policy or withdrawal.</summary>
    public static SignedRequest<IItemAct> Act(Member caller, ReadOnlySpan<byte> encoded, DirectoryState directory)
    {
        DsseEnvelope envelope = DsseEnvelope.Parse(encoded);
        (IItemAct act, Member signer) = ItemActs.Verify(envelope, directory);
        RequireCallers(caller, signer, act.Agreement, directory);
        return new(act, envelope);
    }

    /// <summary>For the requests that have a time: not past their not-after, and not too far ahead of it.</summary>
    /// <exception cref="RefusedException"><see cref="ErrorCode.RequestExpired"/>: either.</exception>
    public static void RequireTime(DateTimeOffset notAfter, DateTimeOffset now)
    {
        if (notAfter <= now || notAfter > now + Furthest)
        {
            throw new RefusedException(ErrorCode.RequestExpired, "a signed request is outside its time");
        }
    }

    private static void RequireCallers(Member caller, Member signer, AgreementId agreement, DirectoryState directory)
    {
        if (signer.Id != caller.Id)
        {
            throw new RefusedException(ErrorCode.NotYours, "a statement signed by another member");
        }

        if (agreement != directory.Agreement.Id)
        {
            throw new RefusedException(ErrorCode.OtherAgreement, "a statement for another agreement");
        }
    }
}
