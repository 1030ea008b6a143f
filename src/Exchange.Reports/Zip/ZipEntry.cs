namespace Exchange.Reports.Zip;

/// <summary>One entry as the central directory describes it (APPNOTE 4.3.12). Its name is text, never a path.</summary>
internal sealed record ZipEntry(
    string Name,
    ushort Flags,
    ZipMethod Method,
    uint Crc,
    long CompressedSize,
    long Size,
    long Offset)
{
    /// <summary>The least number of bytes that the entry takes in the file: local header, name and data.</summary>
    public long LeastLength => checked(ZipContent.LocalHeaderSize + NameBytes + CompressedSize);

    public required int NameBytes { get; init; }
}

/// <summary>The compression methods that evaluation logs use (APPNOTE 4.4.5).</summary>
internal enum ZipMethod : ushort
{
    Stored = 0,
    Deflate = 8,
    Zstandard = 93,
}
