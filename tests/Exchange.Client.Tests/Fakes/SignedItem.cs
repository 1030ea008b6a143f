using Exchange.Client.Sealing;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Tests.Fakes;

/// <summary>An item with everything that its sender has of it.</summary>
internal sealed record SignedItem(VerifiedItem Item, DsseEnvelope Statement, ItemKeys Keys, IReadOnlyList<SealedPart> Parts)
{
    public async Task<byte[]> PartBytesAsync(int part)
    {
        await using Stream stream = await Parts[part].OpenAt(0, TestContext.Current.CancellationToken);
        using MemoryStream memory = new();
        await stream.CopyToAsync(memory, TestContext.Current.CancellationToken);
        return memory.ToArray();
    }
}
