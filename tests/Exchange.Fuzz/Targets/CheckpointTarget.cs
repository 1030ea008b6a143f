using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A checkpoint's text, and a verifier key's: both encode to the same text; a note as a whole verifies only if it is the signed one.
/// </summary>
internal static class CheckpointTarget
{
    public static FuzzTarget Create() => FuzzTarget.Of("checkpoint", Parse, Hold, Seeds) with
    {
        SharedSeeds = () => SharedFiles.In("checkpoint*", "vectors", "tlog", "tessera-log"),
        Words = [SampleKeys.LogName + "\n", "\n9223372036854775807\n", "\n0\n", "\n-1\n", "=\n\n— ", "+"],
    };

    private static (string Text, string Encoded) Parse(byte[] input)
    {
        HoldNote(input);
        string text = Promise.Text(input);
        return Promise.OrRefused(() => NoteVerifierKey.Parse(text)) is { } key
            ? (text, key.ToString())
            : (text, Checkpoint.Parse(text).Encode());
    }

    private static void Hold(byte[] input, (string Text, string Encoded) parsed) =>
        Promise.Holds(parsed.Text == parsed.Encoded, "a checkpoint or a verifier key was accepted in two spellings");

    private static void HoldNote(byte[] input)
    {
        try
        {
            VerifiedCheckpoint verified = CheckpointVerifier.Verify(input, SampleKeys.Log.VerifierKey, SampleKeys.LogName);
            Promise.Holds(verified.Value == SampleLog.Checkpoint, "a checkpoint verified that the log did not sign");
            Promise.SameBytes(input, verified.NoteBytes.Span);
        }
        catch (MalformedException)
        {
            // As documented.
        }
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        new("text", Encoding.UTF8.GetBytes(SampleLog.Checkpoint.Encode())),
        new("empty-tree", Encoding.UTF8.GetBytes(new Checkpoint("o", 0, RecordHash.EmptyRoot).Encode())),
        new("note", SampleLog.Cosigned.Encode()),
        new("verifier-key", Encoding.UTF8.GetBytes(SampleKeys.Log.VerifierKey.ToString())),
        new("witness-key", Encoding.UTF8.GetBytes(SampleKeys.Witness.VerifierKey.ToString())),
    ];
}
