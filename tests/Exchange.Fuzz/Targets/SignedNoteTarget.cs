using System.Text;
using Exchange.Formats.Tlog;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A signed note: it encodes to the same bytes, verifying it and reading cosignatures end by <see cref="NoteException"/>
/// alone, and only the text that the sample keys signed verifies.
/// </summary>
internal static class SignedNoteTarget
{
    public static FuzzTarget Create() => FuzzTarget.Of("signed-note", static input => SignedNote.Parse(input), Hold, Seeds) with
    {
        SharedSeeds = () => SharedFiles.In("checkpoint*", "vectors", "tlog", "tessera-log"),
        Words = ["\n\n— ", "\n— ", SampleKeys.LogName, SampleKeys.Witness.VerifierKey.Name, "\u00a0", "\ufeff"],
    };

    private static void Hold(byte[] input, SignedNote note)
    {
        Promise.SameBytes(input, note.Encode());
        if (Verify(note) is { } verified)
        {
            Promise.Holds(verified.Text == SampleLog.Note.Text, "a note verified that nobody signed");
        }

        if (Cosigned(note) is { } time)
        {
            Promise.Holds(
                note.Text == SampleLog.Note.Text && time == SampleStatements.Start,
                "a cosignature verified that no witness made");
        }
    }

    private static VerifiedNote? Verify(SignedNote note)
    {
        try
        {
            return note.Verify([SampleKeys.Log.VerifierKey, SampleKeys.Witness.VerifierKey]);
        }
        catch (NoteException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Cosigned(SignedNote note)
    {
        try
        {
            return Cosignature.Verify(note, SampleKeys.Witness.VerifierKey);
        }
        catch (NoteException)
        {
            return null;
        }
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        new("signed", SampleLog.Note.Encode()),
        new("cosigned", SampleLog.Cosigned.Encode()),
        new("blank-lines", Encoding.UTF8.GetBytes("a\n\n\nb\n\n— n AAAAAAA=\n")),
    ];
}
