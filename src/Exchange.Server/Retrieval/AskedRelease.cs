using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Retrieval;

/// <summary>A release request whose signatures hold, from the caller, in a form that events may quote. Nothing is decided yet.</summary>
internal sealed class AskedRelease
{
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(1);

    private AskedRelease(SignedByMember<ReleaseRequestPredicate> signed, DsseEnvelope envelope, Member caller)
    {
        Terms = signed.Terms;
        Signer = signed.Device.Signer;
        Envelope = envelope;
        Caller = caller;
        Digest = envelope.PayloadDigest;
    }

    public ReleaseRequestPredicate Terms { get; }

    /// <summary>The keys that signed it. Whether they are still the caller's is asked when it is decided.</summary>
    public SignerPublicKey Signer { get; }

    public DsseEnvelope Envelope { get; }

    /// <summary>The member as the directory had them when the call was authenticated.</summary>
    public Member Caller { get; }

    /// <summary>SHA-256 of the signed payload: two envelopes of one payload are one request.</summary>
    public Sha256Digest Digest { get; }

    public LookupCause Cause => new(Digest, Terms.Key, Terms.Request, Terms.Purpose);

    /// <exception cref="DirectoryException">No key of the directory signed it.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">Not a release request of this agreement, or not a well-formed one.</exception>
    /// <exception cref="RefusedException">Another member signed it than the one who calls.</exception>
    public static AskedRelease Verify(Member caller, ReadOnlySpan<byte> request, DirectoryState directory)
    {
        DsseEnvelope envelope = DsseEnvelope.Parse(request);
        SignedByMember<ReleaseRequestPredicate> signed =
            MemberSignature.Verify(StatementKinds.ReleaseRequest, envelope, directory, terms => terms.Reader);
        if (signed.Member.Id != caller.Id)
        {
            throw new RefusedException(ErrorCode.NotYours, "a release request of another member");
        }

        if (signed.Terms.Agreement != directory.Agreement.Id)
        {
            throw new RefusedException(ErrorCode.OtherAgreement, "a release request of another agreement");
        }

        // The purpose goes into the event, and events hold codes only.
        string? purpose = signed.Terms.Purpose;
        return purpose is null || (signed.Terms.Key == SealedKey.Content && PurposeCode.IsValid(purpose))
            ? new AskedRelease(signed, envelope, caller)
            : throw new MalformedException("the purpose of a release request is no code, or stands where none belongs");
    }

    /// <exception cref="RefusedException">Past its not-after, or too far ahead.</exception>
    public void RequireTime(DateTimeOffset now)
    {
        if (Terms.NotAfter <= now || Terms.NotAfter > now + Furthest)
        {
            throw new RefusedException(ErrorCode.RequestExpired, "a release request is outside its time");
        }
    }
}
