using System.Security.Cryptography;
using Exchange.Formats.Age;

namespace Exchange.Formats.Tests.Age;

/// <summary>Debian's age 1.1 opens what we seal, and we open what it seals. It supports X25519 and passphrases only.</summary>
public sealed class AgeInteropTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-age-").FullName;

    public static TheoryData<int> Sizes => [0, 1, 65535, 65536, 65537, (1024 * 1024) + 17, 3 * 1024 * 1024];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Age_opens_what_we_seal(int size)
    {
        AgeCommand.Require("age");
        byte[] plaintext = RandomNumberGenerator.GetBytes(size);
        using X25519Identity identity = X25519Identity.Generate();
        await File.WriteAllTextAsync(In("key.txt"), identity.ExportText() + "\n", Cancel);
        await using (FileStream file = File.Create(In("sealed.age")))
        {
            await AgeSealer.SealAsync(new MemoryStream(plaintext), file, [identity.Recipient], Cancel);
        }

        await AgeCommand.RunAsync("age", "-d", "-i", In("key.txt"), "-o", In("opened"), In("sealed.age"));
        Assert.Equal(plaintext, Written("opened"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task We_open_what_age_seals_to_keys_that_age_made(int size)
    {
        AgeCommand.Require("age", "age-keygen");
        byte[] plaintext = RandomNumberGenerator.GetBytes(size);
        await File.WriteAllBytesAsync(In("plain"), plaintext, Cancel);
        await AgeCommand.RunAsync("age-keygen", "-o", In("key.txt"));
        string recipient = (await AgeCommand.RunAsync("age-keygen", "-y", In("key.txt"))).Trim();
        IReadOnlyList<AgeIdentity> identities = AgeIdentityFile.Parse(await File.ReadAllTextAsync(In("key.txt"), Cancel));
        Assert.Equal(recipient, Assert.IsType<X25519Identity>(Assert.Single(identities)).Recipient.ToString());

        await AgeCommand.RunAsync("age", "-r", recipient, "-o", In("sealed.age"), In("plain"));
        Assert.Equal(plaintext, AgeOpener.Open(await File.ReadAllBytesAsync(In("sealed.age"), Cancel), identities));

        await AgeCommand.RunAsync("age", "-a", "-r", recipient, "-o", In("armored.age"), In("plain"));
        using MemoryStream opened = new();
        await AgeOpener.OpenAsync(AgeArmor.OpenRead(File.OpenRead(In("armored.age"))), opened, identities, null, Cancel);
        Assert.Equal(plaintext, opened.ToArray());
    }

    [Fact]
    public async Task Age_opens_what_we_seal_with_a_passphrase()
    {
        AgeCommand.Require("age", "script");
        using ScryptRecipient recipient = new("correct horse");
        await File.WriteAllBytesAsync(In("sealed.age"), AgeSealer.Seal("battery staple"u8, [recipient]), Cancel);
        await AgeCommand.RunWithPassphraseAsync("correct horse", $"age -d -o {In("opened")} {In("sealed.age")}");
        Assert.Equal("battery staple"u8, Written("opened"));
    }

    [Fact]
    public async Task We_open_what_age_seals_with_a_passphrase()
    {
        AgeCommand.Require("age", "script");
        await File.WriteAllBytesAsync(In("plain"), "battery staple"u8.ToArray(), Cancel);
        await AgeCommand.RunWithPassphraseAsync("correct horse", $"age -p -o {In("sealed.age")} {In("plain")}");
        using ScryptIdentity identity = new("correct horse");
        Assert.Equal("battery staple"u8, AgeOpener.Open(Written("sealed.age"), [identity]));
    }

    private string In(string name) => Path.Combine(folder, name);

    // age creates no file for an empty plaintext.
    private byte[] Written(string name) => File.Exists(In(name)) ? File.ReadAllBytes(In(name)) : [];
}
