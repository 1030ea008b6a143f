using System.Globalization;
using Exchange.Client.Home;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Directory;

/// <summary>
/// The envelopes that were replayed before, one file for each index. None of it is trusted: all of it is replayed again each time.
/// </summary>
internal sealed class DirectoryCache(string folder)
{
    /// <summary>The envelopes from index 0 on, up to the first that is missing or unreadable.</summary>
    public List<DsseEnvelope> Read()
    {
        List<DsseEnvelope> envelopes = [];
        while (TryRead(envelopes.Count) is { } envelope)
        {
            envelopes.Add(envelope);
        }

        return envelopes;
    }

    public void Write(IReadOnlyList<DsseEnvelope> envelopes, int from)
    {
        PrivateFile.MakeFolder(folder);
        for (int index = from; index < envelopes.Count; index++)
        {
            // Neither flushed nor renamed: what a crash tears is unreadable, and is fetched again.
            File.WriteAllBytes(PathOf(index), envelopes[index].Encode());
        }
    }

    private DsseEnvelope? TryRead(int index)
    {
        string path = PathOf(index);
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= DsseEnvelope.MaxSize
                ? DsseEnvelope.Parse(File.ReadAllBytes(path))
                : null;
        }
        catch (MalformedException)
        {
            // Fetched again, like what is missing.
            return null;
        }
    }

    private string PathOf(int index) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index:D6}.json"));
}
