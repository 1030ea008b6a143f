using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using FsCheck;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Tlog;

public sealed class TlogProofTests
{
    private const string Hash = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";
    private const string Note = "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— n AAAAAAA=\n";

    [Fact]
    public void A_proof_made_from_tiles_shows_its_entry_and_no_other()
    {
        NaiveTree naive = new(300);
        using NoteSigner log = new("example.com/log", Ed25519SigningKey.Generate());
        SignedNote note = SignedNote.Sign(new Checkpoint("example.com/log", 300, naive.Root(300)).Encode(), [log]);
        TlogProof made = new("extra"u8.ToArray(), 123, MerkleProofs.Inclusion(123, 300, naive.Tiles(300)), note.Encode());
        TlogProof proof = TlogProof.Parse(made.Encode());
        VerifiedCheckpoint checkpoint = CheckpointVerifier.Verify(proof.CheckpointNote.Span, log.VerifierKey, "example.com/log");
        Assert.True(proof.Includes(naive.LeafHash(123), checkpoint));
        Assert.False(proof.Includes(naive.LeafHash(124), checkpoint));
        Assert.False((proof with { Index = 122 }).Includes(naive.LeafHash(123), checkpoint));
    }

    [Theory]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex 7\n{Hash}\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nextra AA==\nindex 0\n\n{Note}")]
    public void A_proof_is_read_and_written_alike(string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString(TlogProof.Parse(Encoding.UTF8.GetBytes(text)).Encode()));

    [Theory]
    [InlineData($"c2sp.org/tlog-proof@v2\nindex 7\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex 07\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex -7\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\n{Hash}\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex 7\nextra AA==\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nextra AA==\nextra AA==\nindex 7\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nextra \nindex 7\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nextra AB==\nindex 7\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex 7\nAA==\n\n{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex 7\n{Hash}{Note}")]
    [InlineData($"c2sp.org/tlog-proof@v1\nindex 7\n\n{Note}\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 7\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex é\n\n" + Note)]
    [InlineData("c2sp.org/tlog-proof@v1\n\n" + Note)]
    [InlineData("")]
    public void Another_spelling_of_a_proof_is_refused(string text) =>
        Assert.Throws<MalformedException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_proof_has_at_most_63_hashes()
    {
        string most = string.Concat(Enumerable.Repeat(Hash, 63));
        string With(string extra, string hashes) => $"c2sp.org/tlog-proof@v1\n{extra}index 7\n{hashes}\n{Note}";
        Assert.Equal(63, TlogProof.Parse(Encoding.UTF8.GetBytes(With("extra AA==\n", most))).Hashes.Count);
        Assert.Throws<MalformedException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes(With("", most + Hash))));
        Assert.Throws<MalformedException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes(With("extra AA==\n", most + Hash + Hash))));
    }

    [Property]
    public void What_a_proof_encodes_it_parses(byte[] extra, long index, NonNull<byte[][]> hashes)
    {
        TlogProof proof = new(
            extra is { Length: > 0 } ? extra : (ReadOnlyMemory<byte>?)null,
            index & long.MaxValue,
            [.. hashes.Get.Take(63).Select(hash => Sha256Digest.Of(hash))],
            Encoding.UTF8.GetBytes(Note));
        byte[] encoded = proof.Encode();
        TlogProof parsed = TlogProof.Parse(encoded);
        Assert.Equal(proof, parsed);
        Assert.Equal(encoded, parsed.Encode());
    }
}
