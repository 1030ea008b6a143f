using System.Security.Cryptography;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Keys;

/// <summary>
/// Key files of a folder: <c>keys.age</c> or <c>keys.txt</c> of a device, <c>root.age</c> or <c>root.txt</c> of a party; mode 0600.
/// </summary>
public static class KeyFile
{
    /// <summary>Stem of a device's key file.</summary>
    public const string DeviceStem = "keys";

    /// <summary>Stem of a party's root key file.</summary>
    public const string RootStem = "root";

    private const string Plain = ".txt";
    private const string Sealed = ".age";

    /// <summary>Writes new device keys, sealed where a passphrase is given. Never overwrites a file.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="ClientException">There are keys already.</exception>
    public static string WriteDevice(string folder, DeviceKeys keys, ReadOnlySpan<char> passphrase) =>
        WriteNew(folder, DeviceStem, KeyText.Encode(keys), passphrase);

    /// <summary>Writes a new root key, sealed where a passphrase is given. Never overwrites a file.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="ClientException">There is one already.</exception>
    public static string WriteRoot(string folder, RootKeys keys, ReadOnlySpan<char> passphrase) =>
        WriteNew(folder, RootStem, KeyText.Encode(keys), passphrase);

    /// <exception cref="ClientException">No keys, a wrong passphrase, or a damaged file.</exception>
    public static DeviceKeys ReadDevice(string folder, KeyUnlock unlock) =>
        Read(folder, DeviceStem, unlock, text => KeyText.ParseDevice(text));

    /// <exception cref="ClientException">No key, a wrong passphrase, or a damaged file.</exception>
    public static RootKeys ReadRoot(string folder, KeyUnlock unlock) =>
        Read(folder, RootStem, unlock, text => KeyText.ParseRoot(text));

    /// <summary>Whether the folder holds such a key file, plain or sealed.</summary>
    public static bool Exists(string folder, string stem) => Find(folder, stem) is not null;

    /// <summary>Whether there is such a key file and it is sealed with a passphrase.</summary>
    public static bool IsSealed(string folder, string stem) => Find(folder, stem)?.EndsWith(Sealed, StringComparison.Ordinal) ?? false;

    /// <summary>
    /// Seals a key file with a new passphrase, or removes the passphrase where the new one is empty. The keys stay the same.
    /// </summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="ClientException">No keys, a wrong passphrase, or a damaged file.</exception>
    public static string ChangePassphrase(string folder, string stem, KeyUnlock unlock, ReadOnlySpan<char> newPassphrase)
    {
        string old = Require(folder, stem);
        byte[] text = Open(old, unlock);
        try
        {
            // The new file is whole before the old one goes; between the two, the old passphrase still opens one of them.
            string path = Path.Combine(folder, stem + (newPassphrase.IsEmpty ? Plain : Sealed));
            AtomicFile.WriteSecret(path, Seal(text, newPassphrase));
            if (path != old)
            {
                File.Delete(old);
            }

            return path;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static string WriteNew(string folder, string stem, byte[] text, ReadOnlySpan<char> passphrase)
    {
        try
        {
            if (Find(folder, stem) is string found)
            {
                throw new ClientException(
                    ExitCode.Failed, $"There are keys already: {found}.", "Keys are never overwritten.",
                    "Use them, or move the file away first.");
            }

            PrivateFile.MakeFolder(folder);
            string path = Path.Combine(folder, stem + (passphrase.IsEmpty ? Plain : Sealed));
            AtomicFile.WriteNewSecret(path, Seal(text, passphrase));
            return path;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static T Read<T>(string folder, string stem, KeyUnlock unlock, Func<byte[], T> parse)
    {
        string path = Require(folder, stem);
        byte[] text = Open(path, unlock);
        try
        {
            return parse(text);
        }
        catch (MalformedException malformed)
        {
            throw Damaged(path, malformed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static byte[] Seal(byte[] text, ReadOnlySpan<char> passphrase)
    {
        if (passphrase.IsEmpty)
        {
            return [.. text];
        }

        using ScryptRecipient recipient = new(passphrase);
        return AgeSealer.Seal(text, [recipient]);
    }

    private static byte[] Open(string path, KeyUnlock unlock)
    {
        if (new FileInfo(path).Length > 2 * KeyText.MaxBytes)
        {
            throw Damaged(path, null);
        }

        if (PrivateFile.IsOpenToOthers(path))
        {
            throw new ClientException(
                ExitCode.Failed, $"The key file {path} is open to others.",
                "Anyone who has read it can impersonate you, so it was not used.",
                $"Close it with: chmod 600 {path}. If others could have read it, have these keys revoked and join again.");
        }

        byte[] content = File.ReadAllBytes(path);
        if (!path.EndsWith(Sealed, StringComparison.Ordinal))
        {
            return content;
        }

        char[] passphrase = unlock.Passphrase(path);
        try
        {
            using ScryptIdentity identity = new(passphrase);
            return AgeOpener.Open(content, [identity], new AgeOpenOptions { MaxPlaintextBytes = KeyText.MaxBytes });
        }
        catch (AgeException failed) when (failed.Fault == AgeFault.NoMatchingIdentity)
        {
            throw new ClientException(
                ExitCode.Failed, "The keys could not be opened.", "The passphrase is wrong.",
                "Try again with the passphrase that the keys were sealed with.", failed);
        }
        catch (AgeException failed)
        {
            throw Damaged(path, failed);
        }
        finally
        {
            Array.Clear(passphrase);
        }
    }

    private static string? Find(string folder, string stem) =>
        ((string[])[Path.Combine(folder, stem + Sealed), Path.Combine(folder, stem + Plain)]).FirstOrDefault(File.Exists);

    private static string Require(string folder, string stem) => Find(folder, stem)
        ?? throw new ClientException(
            ExitCode.Usage, $"There are no keys in {folder}.", $"It has neither {stem}{Sealed} nor {stem}{Plain}.",
            stem == RootStem ? "Make a party's root key with: exchange init --root" : "Make this device's keys with: exchange join");

    private static ClientException Damaged(string path, Exception? inner) => new(
        ExitCode.Verification, $"The key file {path} is damaged.", "It is not what was written.",
        "Restore it from a backup, or make new keys and ask your administrator to enrol them.", inner);
}
