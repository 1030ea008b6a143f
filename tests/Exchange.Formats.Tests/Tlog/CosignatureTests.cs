using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Tests.Tlog;

public sealed class CosignatureTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1679315147);

    private readonly NoteSigner log = new("example.com/log", Ed25519SigningKey.Generate());
    private readonly CosignatureSigner witness = new("witness.example.com/w1", Ed25519SigningKey.Generate());
    private readonly Checkpoint checkpoint = new("example.com/log", 7, Sha256Digest.Of([1]));

    public void Dispose()
    {
        log.Dispose();
        witness.Dispose();
    }

    [Fact]
    public void A_cosignature_covers_the_message_of_the_specification()
    {
        ReadOnlySpan<byte> signature = witness.Sign(checkpoint, Time).Signature.Span;
        Assert.Equal("00000000641850cb", Convert.ToHexStringLower(signature[..8]));
        byte[] message = Encoding.UTF8.GetBytes($"cosignature/v1\ntime 1679315147\n{checkpoint.Encode()}");
        Assert.True(witness.VerifierKey.PublicKey.Verify(message, signature[8..]));
    }

    [Fact]
    public void A_cosigned_checkpoint_tells_when_its_witness_saw_it()
    {
        SignedNote note = SignedNote.Sign(checkpoint.Encode(), [log]);
        Assert.Null(Cosignature.Verify(note, witness.VerifierKey));
        SignedNote cosigned = SignedNote.Parse(note.With(witness.Sign(checkpoint, Time)).Encode());
        Assert.Equal(Time, Cosignature.Verify(cosigned, witness.VerifierKey));
        Assert.Equal(checkpoint, CheckpointVerifier.Verify(cosigned.Encode(), log.VerifierKey, "example.com/log").Value);
        Assert.Equal([witness.VerifierKey], cosigned.Verify([witness.VerifierKey]).Signers);
        SignedNote twice = cosigned.With(witness.Sign(checkpoint, Time.AddSeconds(9))).With(witness.Sign(checkpoint, Time.AddSeconds(5)));
        Assert.Equal(Time.AddSeconds(9), Cosignature.Verify(twice, witness.VerifierKey));
    }

    [Theory]
    [InlineData(7)] // the time
    [InlineData(0)] // a time beyond every calendar
    [InlineData(8)]
    [InlineData(71)]
    public void A_cosignature_with_a_flipped_bit_is_refused(int at)
    {
        NoteSignature good = witness.Sign(checkpoint, Time);
        byte[] bytes = good.Signature.ToArray();
        bytes[at] ^= 0x40;
        SignedNote note = SignedNote.Sign(checkpoint.Encode(), [log]).With(good with { Signature = bytes });
        Assert.Equal(
            NoteFault.BadSignature, Assert.Throws<NoteException>(() => Cosignature.Verify(note, witness.VerifierKey)).Fault);
    }

    [Fact]
    public void A_cosignature_of_another_checkpoint_or_of_another_length_is_refused()
    {
        SignedNote note = SignedNote.Sign(checkpoint.Encode(), [log]);
        NoteSignature good = witness.Sign(checkpoint, Time);
        Assert.Throws<NoteException>(
            () => Cosignature.Verify(note.With(witness.Sign(checkpoint with { Size = 8 }, Time)), witness.VerifierKey));
        Assert.Throws<NoteException>(
            () => Cosignature.Verify(note.With(good with { Signature = good.Signature[..^1] }), witness.VerifierKey));
    }

    [Fact]
    public void A_log_key_and_a_cosignature_key_never_stand_in_for_each_other()
    {
        SignedNote note = SignedNote.Sign(checkpoint.Encode(), [log]);
        NoteVerifierKey sameKey = new(log.VerifierKey.Name, NoteKeyType.CosignatureV1, log.VerifierKey.PublicKey);
        Assert.NotEqual(log.VerifierKey.KeyId, sameKey.KeyId);
        Assert.Equal(sameKey, NoteVerifierKey.Parse(sameKey.ToString()));
        Assert.Null(Cosignature.Verify(note, sameKey));
        Assert.Throws<ArgumentException>(() => Cosignature.Verify(note, log.VerifierKey));
        Assert.Throws<ArgumentException>(() => CheckpointVerifier.Verify(note.Encode(), sameKey, "example.com/log"));
    }
}
