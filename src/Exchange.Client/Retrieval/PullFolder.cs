using System.Globalization;
using Exchange.Client.Home;
using Exchange.Contract.Ids;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;

namespace Exchange.Client.Retrieval;

/// <summary>
/// The folder into which an item is opened. Until everything has been opened and found right, files have temporary names, and
/// whatever goes wrong, no plaintext stays.
/// </summary>
internal sealed class PullFolder : IDisposable
{
    private const string SealedExtension = ".age.part";

    private readonly string folder;
    private readonly ItemId item;
    private readonly DownloadNotes notes;
    private readonly HashSet<string> sealedParts = [];
    private readonly List<string> plaintext = [];
    private readonly bool wasThere;
    private bool keepPlaintext;
    private bool keepSealed;

    /// <param name="notes">Where it is written down that a download into the folder is under way.</param>
    public PullFolder(string folder, ItemId item, DownloadNotes notes)
    {
        this.folder = Path.GetFullPath(folder);
        this.item = item;
        this.notes = notes;
        wasThere = System.IO.Directory.Exists(this.folder);
    }

    /// <summary>A sealed part while it is being fetched; what an earlier attempt fetched is still in it.</summary>
    public FileStream OpenSealed(int part)
    {
        System.IO.Directory.CreateDirectory(folder);
        if (sealedParts.Count == 0)
        {
            notes.Begin(item, folder);
        }

        sealedParts.Add(SealedPath(part));
        return Open(SealedPath(part), FileMode.OpenOrCreate);
    }

    /// <summary>An opened part under its temporary name.</summary>
    public FileStream CreatePlaintext(int part)
    {
        string path = PlaintextPath(part);
        plaintext.Add(path);

        // Left by an attempt that was killed: never trusted, always begun anew.
        File.Delete(path);
        return Open(path, FileMode.CreateNew);
    }

    /// <summary>Gives every opened part its name: made safe, and never that of a file which is there.</summary>
    public IReadOnlyList<OpenedFile> Keep(Card card)
    {
        HashSet<string> taken =
            [.. System.IO.Directory.EnumerateFileSystemEntries(folder).Select(entry => SafeFileName.Fold(Path.GetFileName(entry)))];
        List<OpenedFile> files = [];
        foreach (CardFile file in card.Files)
        {
            string path = Path.Combine(folder, SafeFileName.From(file.Name, taken));
            File.Move(PlaintextPath(file.Part), path, overwrite: false);
            plaintext.Add(path);
            files.Add(new OpenedFile(file.Part, path, file.Name, file.Bytes));
        }

        keepPlaintext = true;
        return files;
    }

    /// <summary>Leaves the ciphertext where it is, for the next attempt.</summary>
    public void KeepSealed() => keepSealed = true;

    public void Dispose()
    {
        if (!keepPlaintext)
        {
            plaintext.ForEach(File.Delete);
        }

        if (!keepSealed)
        {
            sealedParts.ToList().ForEach(File.Delete);
            notes.End(item, folder);
        }

        // A folder that was made for this and has come to nothing goes with it.
        if (!wasThere && System.IO.Directory.Exists(folder) && !System.IO.Directory.EnumerateFileSystemEntries(folder).Any())
        {
            System.IO.Directory.Delete(folder);
        }
    }

    private static FileStream Open(string path, FileMode mode) => PrivateFile.Open(path, mode, FileAccess.ReadWrite);

    /// <summary>The sealed parts of an item that lie in a folder, whole or not.</summary>
    public static IReadOnlyList<FileInfo> SealedParts(string folder, ItemId item)
    {
        DirectoryInfo found = new(folder);
        return found.Exists ? [.. found.EnumerateFiles($".{item}-*{SealedExtension}")] : [];
    }

    private string SealedPath(int part) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".{item}-{part}{SealedExtension}"));

    private string PlaintextPath(int part) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".{item}-{part}.part"));
}
