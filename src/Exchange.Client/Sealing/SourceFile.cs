using System.Formats.Tar;
using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Client.Sealing;

/// <summary>A regular file as it was when it was first looked at, so that any later change is noticed.</summary>
/// <param name="Path">Absolute, with links followed.</param>
/// <param name="Written">When its content last changed.</param>
internal sealed record SourceFile(string Path, long Length, DateTime Written, FileIdentity Identity)
{
    /// <summary>The file's name for people, made safe to print.</summary>
    public string Shown => TerminalText.Safe(System.IO.Path.GetFileName(Path), 120);

    /// <exception cref="ClientException">There is no such file, or it is a folder, a pipe or a device.</exception>
    public static SourceFile Of(string path)
    {
        try
        {
            FileInfo info = new(path);
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            {
                info = target;
            }

            // Opening a pipe would wait for a writer, and a device may never end; both say that they have no bytes.
            if (!info.Exists || (info.Length == 0 && !IsRegular(info.FullName)))
            {
                throw Refused(path, WhatElse(path, info));
            }

            return new SourceFile(info.FullName, info.Length, info.LastWriteTimeUtc, FileIdentity.Of(info));
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refused(path, TerminalText.Safe(unreadable.Message, 200));
        }
    }

    public FileStream OpenRead() => new(Path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = 0,
    });

    /// <summary>Called before it is read again.</summary>
    /// <exception cref="ClientException">It is not what it was when it was first looked at.</exception>
    public void RequireUnchanged()
    {
        FileInfo now = new(Path);
        if (!now.Exists || now.Length != Length || now.LastWriteTimeUtc != Written || FileIdentity.Of(now) != Identity)
        {
            throw Changed();
        }
    }

    /// <summary>Called when it has been read to its end.</summary>
    /// <exception cref="ClientException">It is not what it was when it was first looked at.</exception>
    public void RequireUnchanged(long bytesRead)
    {
        RequireUnchanged();
        if (bytesRead != Length)
        {
            throw Changed();
        }
    }

    private ClientException Changed() => new(
        ExitCode.Failed, $"{Shown} was not sent.", "It changed after it was first read.",
        "Wait until no program is writing to it, then submit it again.");

    private static string WhatElse(string path, FileInfo info) =>
        System.IO.Directory.Exists(path) ? "It is a folder."
        : info.Exists ? "It is not a regular file."
        : "There is no such file.";

    // The archive writer is the one part of the runtime that tells pipes and devices apart without opening them. It copies
    // content, of which a file that says it has no bytes has none.
    private static bool IsRegular(string path)
    {
        using MemoryStream archive = new();
        using (TarWriter writer = new(archive, leaveOpen: true))
        {
            writer.WriteEntry(path, "entry");
        }

        archive.Position = 0;
        using TarReader reader = new(archive);
        return reader.GetNextEntry()?.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
    }

    private static ClientException Refused(string path, string why) => new(
        ExitCode.Failed, $"{TerminalText.Safe(System.IO.Path.GetFileName(path), 120)} cannot be sent.", why,
        "Name regular files that you may read.");
}
