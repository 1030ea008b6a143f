using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using Exchange.Reports.Inspect;
using Exchange.Reports.Tests.Inspect;
using ZstdSharp;

namespace Exchange.Reports.Tests.Zip;

public sealed class HostileZipTests
{
    private static readonly ForgedEntry Header = Logs.HeaderEntry();

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(93)]
    public async Task Every_method_that_logs_use_is_read(ushort method)
    {
        Evaluation? evaluation = await Logs.ReadAsync(ForgedZip.Write(Logs.Sample, Header with { Method = method }));

        Assert.Equal("a_task", evaluation?.Task);
        Assert.Empty(evaluation!.Warnings);
    }

    [Fact]
    public async Task Several_zstd_frames_in_one_entry_are_read_on()
    {
        using Compressor compressor = new();
        int half = Header.Content.Length / 2;
        byte[] skippable = [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 1, 2];
        byte[] frames =
            [.. compressor.Wrap(Header.Content.AsSpan(0, half)), .. skippable, .. compressor.Wrap(Header.Content.AsSpan(half))];

        Evaluation? evaluation = await Logs.ReadAsync(ForgedZip.Write(Logs.Sample, Header with { Method = 93, Data = frames }));

        Assert.Equal("a_task", evaluation?.Task);
    }

    [Fact]
    public async Task Of_two_headers_the_last_counts()
    {
        ForgedEntry old = Logs.HeaderEntry(Logs.Header.Replace("a_task", "old_task", StringComparison.Ordinal));

        Assert.Equal("a_task", (await Logs.ReadAsync(ForgedZip.Write(old, Logs.Sample, Header)))?.Task);
        Assert.Equal("old_task", (await Logs.ReadAsync(ForgedZip.Write(Header, Logs.Sample, old)))?.Task);
    }

    [Fact]
    public async Task A_zip64_log_is_read()
    {
        byte[] file = ForgedZip.Write([Logs.Sample with { Zip64 = true }, Header with { Zip64 = true }], zip64: true, comment: "");

        Assert.Equal("a_task", (await Logs.ReadAsync(file))?.Task);
    }

    [Fact]
    public async Task A_log_with_a_comment_is_read()
    {
        byte[] file = ForgedZip.Write([Logs.Sample, Header], zip64: false, comment: new string('x', ushort.MaxValue));

        Assert.Equal("a_task", (await Logs.ReadAsync(file))?.Task);
    }

    [Fact]
    public async Task A_zip_that_is_no_log_is_none() =>
        Assert.Null(await Logs.ReadAsync(ForgedZip.Write(new ForgedEntry("word/document.xml", "<w/>"u8.ToArray()))));

    [Fact]
    public async Task Content_longer_than_the_directory_says_is_refused()
    {
        ForgedEntry lie = Header with { Size = (uint)Header.Content.Length - 1 };
        await RefusedAsync(ForgedZip.Write(lie), "does not have the length");
        await RefusedAsync(ForgedZip.Write(lie with { Method = 93 }), "does not have the length");
        await RefusedAsync(ForgedZip.Write(lie with { Method = 0 }), "does not have the length");
    }

    [Fact]
    public async Task Content_shorter_than_the_directory_says_is_refused() =>
        await RefusedAsync(ForgedZip.Write(Header with { Size = (uint)Header.Content.Length + 1 }), "does not have the length");

    [Fact]
    public async Task A_bomb_is_refused_whether_it_owns_up_or_not()
    {
        byte[] zeros = new byte[InspectLog.DefaultMaxHeader + 1];
        await RefusedAsync(ForgedZip.Write(new ForgedEntry("header.json", zeros)), "larger than 16777216 bytes");
        await RefusedAsync(ForgedZip.Write(new ForgedEntry("header.json", zeros) { Method = 93 }), "larger than 16777216 bytes");
        await RefusedAsync(ForgedZip.Write(new ForgedEntry("header.json", zeros) { Size = 1000 }), "does not have the length");
        await RefusedAsync(
            ForgedZip.Write(new ForgedEntry("header.json", zeros) { Size = 1000, Method = 93 }),
            "does not have the length");
    }

    [Fact]
    public async Task A_broken_crc_is_refused() =>
        await RefusedAsync(ForgedZip.Write(Header with { Crc = 1 }), "its CRC is wrong");

    [Theory]
    [InlineData(8)]
    [InlineData(93)]
    public async Task Damaged_compressed_data_is_refused(ushort method) =>
        await RefusedAsync(
            ForgedZip.Write(Header with { Method = method, Data = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] }), "cannot be decompressed");

    [Fact]
    public async Task A_zstd_frame_that_is_cut_off_is_refused()
    {
        using Compressor compressor = new();
        byte[] frame = compressor.Wrap(Header.Content).ToArray();
        await RefusedAsync(ForgedZip.Write(Header with { Method = 93, Data = frame[..^3] }), "cannot be decompressed");
    }

    [Fact]
    public async Task Overlapping_entries_are_refused()
    {
        await RefusedAsync(ForgedZip.Write(Header, Logs.Sample with { Offset = 0 }), "overlap");
        await RefusedAsync(ForgedZip.Write(Header, Logs.Sample with { Offset = 10 }), "overlap");
    }

    [Fact]
    public async Task An_entry_that_reaches_into_the_directory_or_past_it_is_refused()
    {
        byte[] file = ForgedZip.Write(Header);
        await RefusedAsync(ForgedZip.Write(Header with { Offset = 5 }), "overlaps its directory");
        await RefusedAsync(ForgedZip.Write(Header with { Offset = (uint)file.Length }), "overlaps its directory");
        await RefusedAsync(ForgedZip.Write(Header with { Offset = uint.MaxValue }), "ZIP64 sizes of an entry are missing");
    }

    [Fact]
    public async Task An_encrypted_entry_is_refused()
    {
        await RefusedAsync(ForgedZip.Write(Header with { Flags = 1 }), "encrypted");
        await RefusedAsync(ForgedZip.Write(Header, Logs.Sample with { Flags = 0x2040 }), "encrypted");
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\server\\share")]
    [InlineData("C:\\Windows\\x")]
    [InlineData("samples/../../x_epoch_1.json")]
    [InlineData("samples\\..\\x")]
    public async Task A_name_that_leads_out_of_its_folder_is_refused(string name) =>
        await RefusedAsync(ForgedZip.Write(Header, new ForgedEntry(name, [1])), "points outside its folder");

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_name_that_is_none_is_refused(string name) =>
        await RefusedAsync(ForgedZip.Write(Header, new ForgedEntry(name, [1])), "empty name, or a name with a zero");

    [Fact]
    public async Task A_local_header_that_tells_of_another_entry_is_refused() =>
        await RefusedAsync(ForgedZip.Write(Header with { LocalName = "hidden.json" }), "contradicts the local header");

    [Fact]
    public async Task Another_compression_method_is_refused() =>
        await RefusedAsync(ForgedZip.Write(Header with { Method = 14 }), "compression method 14");

    [Fact]
    public async Task A_log_cut_off_anywhere_is_refused()
    {
        byte[] file = ForgedZip.Write(Logs.Sample, Header);
        for (int length = 0; length < file.Length; length++)
        {
            await Assert.ThrowsAsync<MalformedException>(() => Logs.ReadAsync(file[..length]));
        }
    }

    [Fact]
    public async Task A_zip64_log_cut_off_anywhere_is_refused()
    {
        byte[] file = ForgedZip.Write([Logs.Sample with { Zip64 = true }, Header with { Zip64 = true }], zip64: true, comment: "");
        for (int length = 0; length < file.Length; length++)
        {
            await Assert.ThrowsAsync<MalformedException>(() => Logs.ReadAsync(file[..length]));
        }
    }

    [Fact]
    public async Task Bytes_before_or_after_the_zip_are_refused()
    {
        byte[] file = ForgedZip.Write(Logs.Sample, Header);
        await RefusedAsync([.. file, 0], "end record is missing");
        await RefusedAsync([0, .. file], "directory is not where");
    }

    [Fact]
    public async Task No_single_changed_byte_does_more_than_be_refused_or_be_read()
    {
        byte[] file = ForgedZip.Write([Logs.Sample with { Zip64 = true }, Header with { Zip64 = true }], zip64: true, comment: "");
        int refused = 0;
        for (int at = 0; at < file.Length; at++)
        {
            foreach (byte flip in (byte[])[0x01, 0x80, 0xFF])
            {
                byte[] changed = [.. file];
                changed[at] ^= flip;
                try
                {
                    await Logs.ReadAsync(changed);
                }
                catch (MalformedException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, file.Length, file.Length * 3);
    }

    [Fact]
    public async Task More_entries_than_there_are_is_refused()
    {
        byte[] file = ForgedZip.Write(Logs.Sample, Header);
        foreach (int at in (int[])[8, 10])
        {
            file[^(22 - at)] = 200;
        }

        await RefusedAsync(file, "more than its directory can hold");
    }

    private static async Task RefusedAsync(byte[] file, string why)
    {
        MalformedException exception = await Assert.ThrowsAsync<MalformedException>(() => Logs.ReadAsync(file));
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }
}
