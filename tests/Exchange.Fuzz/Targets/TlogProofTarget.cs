using Exchange.Contract.Events;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A proof of inclusion: it encodes to the same bytes, and proves of each entry of the sample log its own place and no other.
/// </summary>
internal static class TlogProofTarget
{
    public static FuzzTarget Create() => FuzzTarget.Of("tlog-proof", static input => TlogProof.Parse(input), Hold, Seeds) with
    {
        Words = ["c2sp.org/tlog-proof@v1\n", "\nextra ", "\nindex ", "\n\n", "\n— ", "9223372036854775807"],
    };

    private static void Hold(byte[] input, TlogProof proof)
    {
        Promise.SameBytes(input, proof.Encode());
        if (proof.Extra is { } extra && Promise.OrRefused(() => EventCommitment.FromExtra(extra)) is { } commitment)
        {
            Promise.SameBytes(extra.Span, commitment.ToExtra());
        }

        if (Verify(proof) is not { } checkpoint)
        {
            return;
        }

        for (int index = 0; index < SampleLog.Leaves.Count; index++)
        {
            bool includes = proof.Includes(SampleLog.Leaves[index], checkpoint);
            Promise.Holds(!includes || proof.Index == index, "a proof shows an entry in a place where it is not");
        }
    }

    private static VerifiedCheckpoint? Verify(TlogProof proof)
    {
        try
        {
            return CheckpointVerifier.Verify(proof.CheckpointNote.Span, SampleKeys.Log.VerifierKey, SampleKeys.LogName);
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        .. SampleLog.Receipts.Select((receipt, index) => new Seed($"receipt-{index}", receipt.Encode())),
        new("without-extra", (SampleLog.Receipts[0] with { Extra = null }).Encode()),
        new(
            "short",
            new TlogProof((ReadOnlyMemory<byte>)new byte[1], 7, [SampleLog.Leaves[0]], "o\n1\n\n— n AAAAAAA=\n"u8.ToArray()).Encode()),
    ];
}
