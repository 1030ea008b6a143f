using Exchange.Client.Errors;
using Exchange.Client.Keys;
using Exchange.Client.Tests.Fakes;
using Exchange.Formats.Age;

namespace Exchange.Client.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "keys.txt")]
    [InlineData(Passphrase, "keys.age")]
    public void Device_keys_come_back_as_they_were_and_only_their_owner_reads_them(string passphrase, string name)
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        string path = KeyFile.WriteDevice(folder.Path, keys, passphrase);
        Assert.Equal(folder.Join(name), path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        using DeviceKeys read = KeyFile.ReadDevice(folder.Path, Unlock(passphrase));
        Assert.Equal(keys.Signer.PublicKey, read.Signer.PublicKey);
        Assert.Equal(keys.TlsPublicKey, read.TlsPublicKey);
        Assert.Equal(keys.Identity.ExportText(), read.Identity.ExportText());
        Assert.True(read.Certificate.HasPrivateKey);
        Assert.Equal(keys.TlsPublicKey.SubjectPublicKeyInfo, read.Certificate.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal([path], System.IO.Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_plain_key_file_is_an_age_identity_file()
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        AgeIdentity only = Assert.Single(AgeIdentityFile.Parse(File.ReadAllText(KeyFile.WriteDevice(folder.Path, keys, ""))));
        byte[] sealedFile = AgeSealer.Seal([1, 2, 3], [keys.Identity.Recipient]);
        Assert.Equal([1, 2, 3], AgeOpener.Open(sealedFile, [only]));
    }

    [Fact]
    public void A_sealed_key_file_is_an_age_file_around_the_plain_one()
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        byte[] content = File.ReadAllBytes(KeyFile.WriteDevice(folder.Path, keys, Passphrase));
        using ScryptIdentity identity = new(Passphrase);
        string text = System.Text.Encoding.ASCII.GetString(AgeOpener.Open(content, [identity]));
        Assert.Equal(keys.Identity.Recipient, Assert.IsType<HybridIdentity>(Assert.Single(AgeIdentityFile.Parse(text))).Recipient);
        Assert.StartsWith("age-encryption.org/v1\n-> scrypt ", System.Text.Encoding.ASCII.GetString(content), StringComparison.Ordinal);
        Assert.Contains(" 16\n", System.Text.Encoding.ASCII.GetString(content.AsSpan(0, 100)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_passphrase_and_none_at_all_are_told_apart()
    {
        using RootKeys root = RootKeys.Generate();
        KeyFile.WriteRoot(folder.Path, root, Passphrase);
        Assert.Contains(
            "wrong",
            Assert.Throws<ClientException>(() => KeyFile.ReadRoot(folder.Path, Unlock("guess"))).Why,
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => KeyFile.ReadRoot(folder.Path, KeyUnlock.None)).Exit);
        using RootKeys read = KeyFile.ReadRoot(folder.Path, Unlock(Passphrase));
        Assert.Equal(root.Signer.PublicKey, read.Signer.PublicKey);
    }

    [Fact]
    public void A_passphrase_changes_and_the_keys_stay()
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        KeyFile.WriteDevice(folder.Path, keys, "");
        KeyFile.ChangePassphrase(folder.Path, KeyFile.DeviceStem, KeyUnlock.None, "first");
        Assert.Equal([folder.Join("keys.age")], System.IO.Directory.GetFiles(folder.Path));
        KeyFile.ChangePassphrase(folder.Path, KeyFile.DeviceStem, Unlock("first"), "second");
        Assert.Throws<ClientException>(() => KeyFile.ReadDevice(folder.Path, Unlock("first")));
        KeyFile.ChangePassphrase(folder.Path, KeyFile.DeviceStem, Unlock("second"), "");
        using DeviceKeys read = KeyFile.ReadDevice(folder.Path, KeyUnlock.None);
        Assert.Equal(keys.Signer.PublicKey, read.Signer.PublicKey);
    }

    [Fact]
    public void Keys_are_never_written_over()
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        KeyFile.WriteDevice(folder.Path, keys, "");
        byte[] before = File.ReadAllBytes(folder.Join("keys.txt"));
        using DeviceKeys others = DeviceKeys.Generate();
        Assert.Throws<ClientException>(() => KeyFile.WriteDevice(folder.Path, others, ""));
        Assert.Throws<ClientException>(() => KeyFile.WriteDevice(folder.Path, others, Passphrase));
        Assert.Equal(before, File.ReadAllBytes(folder.Join("keys.txt")));
    }

    [Fact]
    public void A_damaged_key_file_says_so_and_shows_nothing_of_it()
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        string path = KeyFile.WriteDevice(folder.Path, keys, "");
        string text = File.ReadAllText(path);
        string secret = text.Split('\n')[1].Split(' ')[^1];
        foreach (string damaged in (string[])[
            text + text, text.Replace("# exchange-tls-p256", "# something", StringComparison.Ordinal),
            text.Replace(secret, secret[1..], StringComparison.Ordinal)])
        {
            File.WriteAllText(path, damaged);
            ClientException failed = Assert.Throws<ClientException>(() => KeyFile.ReadDevice(folder.Path, KeyUnlock.None));
            Assert.Contains("damaged", failed.What, StringComparison.Ordinal);
            Assert.DoesNotContain(secret[1..10], failed.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_passphrase_is_the_first_line_of_its_file()
    {
        string file = folder.Join("passphrase");
        File.WriteAllText(file, "päss phrase\r\nsecond line\n");
        Assert.Equal("päss phrase", new string(KeyUnlock.FromFile(file).Passphrase("keys.age")));
        File.WriteAllText(file, "\n");
        Assert.Throws<ClientException>(() => KeyUnlock.FromFile(file).Passphrase("keys.age"));
        Assert.Throws<ClientException>(() => KeyUnlock.FromFile(folder.Join("absent")).Passphrase("keys.age"));
    }

    private static KeyUnlock Unlock(string passphrase) => KeyUnlock.FromPrompt(_ => passphrase.ToCharArray());
}
