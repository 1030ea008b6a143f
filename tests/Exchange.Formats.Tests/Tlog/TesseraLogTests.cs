using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Testing;

namespace Exchange.Formats.Tests.Tlog;

/// <summary>A log of 15 entries that transparency-dev/tessera wrote, with every partial tile.</summary>
public sealed class TesseraLogTests
{
    private const string Origin = "example.com/log/testdata";

    private static readonly NoteVerifierKey Key =
        NoteVerifierKey.Parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    [Fact]
    public void Every_checkpoint_verifies_and_its_root_is_what_its_entries_hash_to()
    {
        TreeAppender tree = new();
        for (int size = 0; size <= 15; size++)
        {
            byte[] note = Read($"checkpoint.{size}");
            VerifiedCheckpoint verified = CheckpointVerifier.Verify(note, Key, Origin);
            Assert.Equal(note, verified.NoteBytes.ToArray());
            Assert.Equal(note, verified.Note.Encode());
            Assert.Equal(size, verified.Value.Size);
            if (size > 0)
            {
                byte[] bundle = Read(new TileCoordinate(TileCoordinate.EntriesLevel, 0, size).Path);
                IReadOnlyList<ReadOnlyMemory<byte>> entries = EntryBundle.Parse(bundle, size);
                Assert.Equal(bundle, EntryBundle.Encode(entries));
                tree.Append(RecordHash.Leaf(entries[^1].Span));
                ChangedTile tile = Assert.Single(tree.TakeChangedTiles());
                Assert.Equal(Read(tile.Coordinate.Path), tile.Bytes.ToArray());
            }

            Assert.Equal(verified.Value.Root, tree.Root());
        }
    }

    [Fact]
    public void Proofs_between_its_checkpoints_verify()
    {
        TileSource tiles = (_, _) => Read("tile/0/000.p/15");
        Checkpoint[] checkpoints =
            [.. Enumerable.Range(0, 16).Select(size => CheckpointVerifier.Verify(Read($"checkpoint.{size}"), Key, Origin).Value)];
        for (int size2 = 1; size2 <= 15; size2++)
        {
            for (int size1 = 1; size1 <= size2; size1++)
            {
                Assert.True(MerkleProofs.VerifyConsistency(
                    size1, size2, checkpoints[size1].Root, checkpoints[size2].Root, MerkleProofs.Consistency(size1, size2, tiles)));
            }
        }
    }

    [Fact]
    public void A_checkpoint_of_another_origin_another_key_or_with_a_flipped_bit_is_refused()
    {
        byte[] note = Read("checkpoint.15");
        Assert.Equal(
            NoteFault.WrongOrigin, Assert.Throws<NoteException>(() => CheckpointVerifier.Verify(note, Key, Origin + "2")).Fault);
        using NoteSigner stranger = new(Origin, Ed25519SigningKey.Generate());
        Assert.Equal(
            NoteFault.NoKnownSignature,
            Assert.Throws<NoteException>(() => CheckpointVerifier.Verify(note, stranger.VerifierKey, Origin)).Fault);
        note[30] ^= 1;
        Assert.Equal(NoteFault.BadSignature, Assert.Throws<NoteException>(() => CheckpointVerifier.Verify(note, Key, Origin)).Fault);
    }

    private static byte[] Read(string path) =>
        File.ReadAllBytes(SharedMaterial.PathOf(["vectors", "tlog", "tessera-log", .. path.Split('/')]));
}
