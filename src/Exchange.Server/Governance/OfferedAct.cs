using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Governance;

/// <summary>A statement about an item whose signatures hold, from the caller, for this agreement. Whether it may be made is not decided yet.</summary>
internal sealed class OfferedAct
{
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(1);

    private OfferedAct(IItemAct terms, DsseEnvelope envelope)
    {
        Terms = terms;
        Envelope = envelope;
        Digest = envelope.PayloadDigest;
    }

    /// <summary>One of the four predicates.</summary>
    public IItemAct Terms { get; }

    public DsseEnvelope Envelope { get; }

    /// <summary>The statement's digest: two envelopes of one payload are one statement.</summary>
    public Sha256Digest Digest { get; }

    /// <exception cref="DirectoryException">No key of the directory signed it.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">Not one of the statements that are recorded here.</exception>
    /// <exception cref="RefusedException">Another member signed it than the one who calls, or it is for another agreement.</exception>
    public static OfferedAct Verify(Member caller, ReadOnlySpan<byte> statement, DirectoryState directory)
    {
        // 1. Both signatures, before its type is believed.
        DsseEnvelope envelope = DsseEnvelope.Parse(statement);
        (IItemAct terms, Member signer) = ItemActs.Verify(envelope, directory);

        // 2. Nobody hands in what another signed.
        if (signer.Id != caller.Id)
        {
            throw new RefusedException(ErrorCode.NotYours, "a statement of another member");
        }

        return terms.Agreement == directory.Agreement.Id
            ? new OfferedAct(terms, envelope)
            : throw new RefusedException(ErrorCode.OtherAgreement, "a statement of another agreement");
    }

    /// <exception cref="RefusedException">Past its not-after, or too far ahead.</exception>
    public void RequireTime(DateTimeOffset now)
    {
        if (Terms.NotAfter <= now || Terms.NotAfter > now + Furthest)
        {
            throw new RefusedException(ErrorCode.RequestExpired, "a statement is outside its time");
        }
    }
}
