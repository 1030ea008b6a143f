namespace Exchange.Reports.Zip;

/// <summary>The compression methods that evaluation logs use (APPNOTE 4.4.5).</summary>
internal enum ZipMethod : ushort
{
    Stored = 0,
    Deflate = 8,
    Zstandard = 93,
}
