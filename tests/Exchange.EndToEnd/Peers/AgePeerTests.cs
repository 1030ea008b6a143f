using System.Security.Cryptography;
using System.Text.Json;
using Exchange.Client.Items;
using Exchange.Client.Release;
using Exchange.Client.Transfer;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// The npm package age-encryption, which knows age's post-quantum recipients, opens what we seal and seals what we open.
/// </summary>
[Collection(nameof(PeerTests))]
public sealed class AgePeerTests(PeerWorld world)
{
    private const string Package = "age-encryption";

    public static TheoryData<int> Sizes => [0, 65536, 200_000];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Age_encryption_opens_a_content_grant_and_the_file_that_was_submitted()
    {
        byte[] opened = await OpenAsync(SealedKey.Content, "content", world.Item.Parts[1], world.Item.Predicate.ContentRecipient);
        Assert.Equal(world.Content, opened);
    }

    [Fact]
    public async Task Age_encryption_opens_a_card_grant_and_the_card()
    {
        byte[] opened = await OpenAsync(SealedKey.Card, "card", world.Item.Parts[0], world.Item.Predicate.CardRecipient);
        JsonElement card = JsonDocument.Parse(opened).RootElement;
        Assert.Equal("exchange-card/1", card.GetProperty("schema").GetString());
        Assert.Equal(world.Item.Id.ToString(), card.GetProperty("item").GetString());
        Assert.True(opened.Length >= 1024 && int.IsPow2(opened.Length));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task We_open_what_age_encryption_seals_to_a_recipient_of_ours(int size)
    {
        byte[] plaintext = RandomNumberGenerator.GetBytes(size);
        string input = await WriteAsync(plaintext), output = NewFile();
        using HybridIdentity identity = HybridIdentity.Generate();
        (await PeerProgram.NodeAsync(Package, "age.mjs", "seal", identity.Recipient.ToString(), input, output)).Expect(0);
        byte[] sealedFile = await File.ReadAllBytesAsync(output, Cancel);
        Assert.Equal(plaintext, AgeOpener.Open(sealedFile, [identity], new AgeOpenOptions { RequireSinglePostQuantumStanza = true }));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Age_encryption_opens_what_we_seal_to_a_recipient_of_its_own(int size)
    {
        byte[] plaintext = RandomNumberGenerator.GetBytes(size);
        string keys = NewFile(), output = NewFile();
        string recipient = (await PeerProgram.NodeAsync(Package, "age.mjs", "generate", keys)).Expect(0).Output.Trim();
        using HybridIdentity read = HybridIdentity.Parse((await File.ReadAllTextAsync(keys, Cancel)).Trim());
        Assert.Equal(recipient, read.Recipient.ToString());

        string input = await WriteAsync(AgeSealer.Seal(plaintext, [HybridRecipient.Parse(recipient)]));
        (await PeerProgram.NodeAsync(Package, "age.mjs", "open", keys, input, output)).Expect(0);
        Assert.Equal(plaintext, await File.ReadAllBytesAsync(output, Cancel));
    }

    [Fact]
    public async Task Age_encryption_refuses_a_part_with_one_changed_byte()
    {
        byte[] sealedFile = AgeSealer.Seal(world.Content, [world.Bob.Keys.Identity.Recipient]);
        string keys = await WriteAsync(System.Text.Encoding.ASCII.GetBytes(world.Bob.Keys.Identity.ExportText()));
        string whole = await WriteAsync(sealedFile);
        sealedFile[^1] ^= 1;
        string changed = await WriteAsync(sealedFile);
        (await PeerProgram.NodeAsync(Package, "age.mjs", "open", keys, whole, NewFile())).Expect(0);
        Assert.NotEqual(0, (await PeerProgram.NodeAsync(Package, "age.mjs", "open", keys, changed, NewFile())).ExitCode);
    }

    /// <summary>Gets grant and part through the server's door as bob, and opens them with nothing but his key file and the peer.</summary>
    private async Task<byte[]> OpenAsync(SealedKey key, string keyName, ItemPart part, HybridRecipient recipient)
    {
        ReleaseOutcome outcome = await new ReleaseDoor(world.Bob).AskAsync(
            await new ItemReader(world.Bob).GetAsync(world.Item.Id, Cancel), key, key == SealedKey.Content ? "research" : null, Cancel);
        string grant = await WriteAsync(outcome.Grant!.Bytes.ToArray()), sealedPart = NewFile(), output = NewFile();
        await using (FileStream file = File.Create(sealedPart))
        {
            await new PartFetcher(world.Bob).FetchAsync(world.Item, part, file, held: null, Cancel);
        }

        PeerResult opened =
            (await PeerProgram.NodeAsync(Package, "open-item.mjs", Path.Combine(world.BobFolder, "keys.txt"), grant, sealedPart, output))
                .Expect(0);
        Assert.Equal(
            [
                $"# item {world.Item.Id}", $"# statement {world.Item.Digest}", $"# key {keyName}", $"# member {world.Bob.Self.Id}",
                recipient.ToString(),
            ],
            opened.Lines);
        return await File.ReadAllBytesAsync(output, Cancel);
    }

    private async Task<string> WriteAsync(byte[] content)
    {
        string path = NewFile();
        await File.WriteAllBytesAsync(path, content, Cancel);
        return path;
    }

    private string NewFile() => world.In(Guid.NewGuid().ToString("n"));
}
