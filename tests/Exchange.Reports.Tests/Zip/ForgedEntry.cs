namespace Exchange.Reports.Tests.Zip;

/// <summary>One entry of a ZIP written byte by byte; whatever is set here is written, true or not.</summary>
internal sealed record ForgedEntry(string Name, byte[] Content)
{
    public ushort Method { get; init; } = 8;

    public ushort Flags { get; init; }

    /// <summary>Written in place of the true inflated length.</summary>
    public uint? Size { get; init; }

    /// <summary>Written in place of the true CRC.</summary>
    public uint? Crc { get; init; }

    /// <summary>Data in place of the compressed content.</summary>
    public byte[]? Data { get; init; }

    /// <summary>The offset in the directory, in place of the true one.</summary>
    public uint? Offset { get; init; }

    /// <summary>The name in the local header, in place of the true one.</summary>
    public string? LocalName { get; init; }

    /// <summary>Writes the sizes and the offset to the ZIP64 extra field.</summary>
    public bool Zip64 { get; init; }
}
