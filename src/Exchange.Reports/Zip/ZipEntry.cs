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
    /// <summary>The bytes that the entry takes in the file at least: its local header, name and data.</summary>
    public long LeastLength => checked(ZipContent.LocalHeaderSize + NameBytes + CompressedSize);

    public required int NameBytes { get; init; }
}
