using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tests.Dsse;
using Exchange.Formats.Tlog;
using FsCheck;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Tlog;

public sealed class SignedNoteTests : IDisposable
{
    // The example of golang.org/x/mod/sumdb/note.
    private const string GoText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string GoSignature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private readonly NoteSigner log = new("example.com/log", Ed25519SigningKey.Generate());
    private readonly NoteSigner other = new("example.com/other", Ed25519SigningKey.Generate());

    public void Dispose()
    {
        log.Dispose();
        other.Dispose();
    }

    [Fact]
    public void The_example_of_the_Go_library_verifies()
    {
        NoteVerifierKey key = NoteVerifierKey.Parse(GoKey);
        Assert.Equal(GoKey, key.ToString());
        byte[] bytes = Encoding.UTF8.GetBytes($"{GoText}\n{GoSignature}");
        SignedNote note = SignedNote.Parse(bytes);
        Assert.Equal(bytes, note.Encode());
        VerifiedNote verified = note.Verify([log.VerifierKey, key]);
        Assert.Equal(GoText, verified.Text);
        Assert.Equal([key], verified.Signers);
    }

    [Fact]
    public void A_key_signs_what_verifies_under_it_and_unknown_signatures_are_ignored()
    {
        SignedNote note = SignedNote.Parse(SignedNote.Sign("a\n\nb\n\n", [other, log]).Encode());
        Assert.Equal("a\n\nb\n\n", note.Text);
        Assert.Equal([log.VerifierKey], note.Verify([log.VerifierKey]).Signers);
        Assert.Equal([other.VerifierKey, log.VerifierKey], note.Verify([log.VerifierKey, other.VerifierKey]).Signers);
    }

    [Fact]
    public void A_known_key_whose_signature_fails_spoils_the_whole_note()
    {
        SignedNote good = SignedNote.Sign("text\n", [log, other]);
        SignedNote spoiled = good with { Signatures = [good.Signatures[0], log.Sign("another text\n"), good.Signatures[1]] };
        Assert.Equal(
            NoteFault.BadSignature, Assert.Throws<NoteException>(() => spoiled.Verify([other.VerifierKey, log.VerifierKey])).Fault);
        Assert.Equal([other.VerifierKey], spoiled.Verify([other.VerifierKey]).Signers);
    }

    [Fact]
    public void A_note_that_no_known_key_signed_is_refused()
    {
        SignedNote note = SignedNote.Sign("text\n", [log]);
        Assert.Equal(NoteFault.NoKnownSignature, Assert.Throws<NoteException>(() => note.Verify([other.VerifierKey])).Fault);
        Assert.Equal(NoteFault.NoKnownSignature, Assert.Throws<NoteException>(() => note.Verify([])).Fault);
    }

    [Theory]
    [InlineData("text\n— n AAAAAAA=\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— n AAAAAAA=")]
    [InlineData("text\n\n— n AAAAAAA=\n\n")]
    [InlineData("text\n\n— n AAAAAAA=\n— n\n")]
    [InlineData("text\n\n- n AAAAAAA=\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— n  AAAAAAA=\n")]
    [InlineData("text\n\n— n AAAAAAA= \n")]
    [InlineData("text\n\n— n+m AAAAAAA=\n")]
    [InlineData("text\n\n— n\u00a0m AAAAAAA=\n")]
    [InlineData("text\n\n— n AAAAAA==\n")]
    [InlineData("text\n\n— n AAAAAAB=\n")]
    [InlineData("te\rxt\n\n— n AAAAAAA=\n")]
    [InlineData("te\0xt\n\n— n AAAAAAA=\n")]
    [InlineData("\n— n AAAAAAA=\n")]
    [InlineData("")]
    public void What_is_not_quite_a_note_is_refused(string note) =>
        Assert.Throws<MalformedException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes(note)));

    [Fact]
    public void Invalid_UTF_8_and_more_than_the_bounded_number_of_signatures_are_refused()
    {
        Assert.Throws<MalformedException>(() => SignedNote.Parse([0xff, .. "\n\n— n AAAAAAA=\n"u8]));
        NoteSignature signature = new("n", 1, new byte[] { 1 });
        SignedNote full = new("t\n", [.. Enumerable.Repeat(signature, SignedNote.MaxSignatures)]);
        Assert.Equal(full, SignedNote.Parse(full.Encode()));
        Assert.Throws<MalformedException>(() => SignedNote.Parse([.. full.Encode(), .. "— n AAAAAAA=\n"u8]));
    }

    [Theory]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("")]
    public void A_verifier_key_that_does_not_fit_itself_is_refused(string vkey) =>
        Assert.Throws<MalformedException>(() => NoteVerifierKey.Parse(vkey));

    [Property]
    public void What_a_note_encodes_it_parses(NonNull<string> text, uint id, NonEmptyArray<byte> signature)
    {
        string clean = string.Concat(Text.WithoutLoneSurrogates(text.Get).Where(c => c >= ' ' || c == '\n')) + "\n";
        SignedNote note = new(clean, [new NoteSignature("name/é", id, signature.Get), new NoteSignature("b", ~id, signature.Get)]);
        byte[] encoded = note.Encode();
        SignedNote parsed = SignedNote.Parse(encoded);
        Assert.Equal(note, parsed);
        Assert.Equal(encoded, parsed.Encode());
    }
}
