using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Exchange.Reports;

namespace Exchange.EndToEnd.Secrecy;

/// <summary>
/// An evaluation log whose every telling word is random and stands in it uncompressed, so that finding one
/// elsewhere can be no coincidence.
/// </summary>
internal sealed record CanaryLog(string Path, string Title, string FileName, string Task, string Model, string Content)
{
    public IReadOnlyList<string> Words => [Title, FileName, Task, Model, Content];

    public static async Task<CanaryLog> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        CanaryLog log = new("", Word("title"), Word("file"), Word("task"), Word("model"), Word("content"));
        string path = System.IO.Path.Combine(folder, log.FileName + ".eval");
        using MemoryStream sample = new();
        await SampleLog.WriteAsync(sample, cancellationToken);
        sample.Position = 0;

        using ZipArchive read = new(sample, ZipArchiveMode.Read);
        await using FileStream file = new(path, FileMode.CreateNew);
        using ZipArchive written = new(file, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in read.Entries)
        {
            using StreamReader reader = new(entry.Open());
            string text = (await reader.ReadToEndAsync(cancellationToken))
                .Replace("sandbox-escape-refusal", log.Task, StringComparison.Ordinal)
                .Replace("example/model-1", "example/" + log.Model, StringComparison.Ordinal)
                .Replace("container", log.Content, StringComparison.Ordinal);
            await using Stream copy = written.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
            await copy.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }

        return log with { Path = path };
    }

    public static string Word(string what) => $"{what}{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
}
