using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Tests.Tlog;

public sealed class EntryBundleTests
{
    [Fact]
    public void A_bundle_holds_entries_behind_their_lengths()
    {
        ReadOnlyMemory<byte>[] entries = [new byte[] { 7, 8 }, ReadOnlyMemory<byte>.Empty, new byte[EntryBundle.MaxEntrySize]];
        byte[] bundle = EntryBundle.Encode(entries);
        Assert.Equal([0, 2, 7, 8, 0, 0, 0xff, 0xff], bundle[..8]);
        Assert.Equal(entries.Select(e => e.ToArray()), EntryBundle.Parse(bundle, 3).Select(e => e.ToArray()));
    }

    [Theory]
    [InlineData(new byte[] { }, 1)]
    [InlineData(new byte[] { 0 }, 1)]
    [InlineData(new byte[] { 0, 2, 1 }, 1)]
    [InlineData(new byte[] { 0, 1, 1 }, 2)]
    [InlineData(new byte[] { 0, 1, 1, 0 }, 1)]
    public void A_bundle_that_ends_early_or_late_is_refused(byte[] bundle, int width) =>
        Assert.Throws<MalformedException>(() => EntryBundle.Parse(bundle, width));

    [Fact]
    public void What_no_bundle_can_hold_is_not_encoded()
    {
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([new byte[EntryBundle.MaxEntrySize + 1]]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 257)]));
    }
}
