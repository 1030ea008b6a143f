using System.Text;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;

namespace Exchange.Client.Home;

/// <summary>A participant's folder for one agreement: pinned agreement, server's address, keys, memory, receipts, grants.</summary>
public sealed class AgreementHome
{
    /// <summary>Where a server listens unless told otherwise.</summary>
    public const string DefaultServer = "127.0.0.1:7443";

    private const int MaxSmallFile = 4096;
    private static readonly TimeSpan LongestWriting = TimeSpan.FromHours(1);

    private AgreementHome(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The folder's own name: what <c>--in NAME</c> picks.</summary>
    public string Name => Path.GetFileName(Folder);

    public string AgreementFile => Path.Combine(Folder, "agreement.json");

    public string ServerFile => Path.Combine(Folder, "server");

    public string MemberFile => Path.Combine(Folder, "member");

    public string MemoryFolder => Path.Combine(Folder, "memory");

    public string ReceiptsFolder => Path.Combine(Folder, "receipts");

    /// <summary>Card grants as they came, sealed. Content grants are never kept.</summary>
    public string GrantsFolder => Path.Combine(Folder, "grants");

    /// <summary>Sealed cards (part 0).</summary>
    public string CardsFolder => Path.Combine(Folder, "cards");

    public string SpoolFolder => Path.Combine(Folder, "spool");

    /// <summary>Notes of where downloads are under way or have broken off.</summary>
    public string DownloadsFolder => Path.Combine(Folder, "downloads");

    /// <summary>Begins a folder for an agreement, which it pins.</summary>
    /// <param name="server">Host and port.</param>
    /// <exception cref="ClientException">There is one already, or the agreement is not valid.</exception>
    public static AgreementHome Create(string folder, DsseEnvelope agreement, string server)
    {
        AgreementHome home = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (File.Exists(home.AgreementFile))
        {
            throw new ClientException(
                ExitCode.Failed, $"There is already an agreement in {home.Folder}.", "A pinned agreement is never replaced silently.",
                "Choose another name.");
        }

        _ = Verify(agreement);
        home.MakeFolders();
        home.SetServer(server);
        AtomicFile.Write(home.AgreementFile, agreement.Encode());
        return home;
    }

    /// <exception cref="ClientException">The folder holds no agreement.</exception>
    public static AgreementHome Load(string folder)
    {
        AgreementHome home = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (!File.Exists(home.AgreementFile))
        {
            throw new ClientException(
                ExitCode.Usage, $"There is no agreement in {home.Folder}.", "The file agreement.json is missing.",
                "Begin with: exchange join AGREEMENT --as party/handle");
        }

        home.MakeFolders();
        return home;
    }

    /// <summary>The pinned agreement, verified again.</summary>
    /// <exception cref="VerificationException">It is not valid.</exception>
    public Agreement ReadAgreement()
    {
        try
        {
            return Verify(DsseEnvelope.Parse(File.ReadAllBytes(AgreementFile)));
        }
        catch (MalformedException malformed)
        {
            throw new VerificationException(VerificationFault.AgreementWrong, malformed.Message, malformed);
        }
    }

    /// <summary>The server's address, host and port.</summary>
    public string ReadServer() => ReadSmall(ServerFile) is { Length: > 0 } address ? address : DefaultServer;

    /// <exception cref="ClientException">Not host and port.</exception>
    public void SetServer(string address)
    {
        if (!Uri.TryCreate($"https://{address}", UriKind.Absolute, out Uri? parsed)
            || parsed.Authority.Length == 0
            || parsed.PathAndQuery != "/"
            || parsed.UserInfo.Length > 0)
        {
            throw new ClientException(
                ExitCode.Usage, $"{TerminalText.Safe(address)} is not a server's address.", "An address is a host and a port.",
                $"Write it like {DefaultServer}.");
        }

        AtomicFile.Write(ServerFile, Encoding.UTF8.GetBytes(address + "\n"));
    }

    /// <summary>The member id that the directory gave these keys, once it is known.</summary>
    public MemberId? ReadMember() => MemberId.TryParse(ReadSmall(MemberFile), out MemberId id) ? id : null;

    public void SetMember(MemberId id) => AtomicFile.Write(MemberFile, Encoding.ASCII.GetBytes($"{id}\n"));

    /// <summary>Keeps a receipt as it came.</summary>
    /// <param name="log">The log whose entry it is for.</param>
    /// <returns>The path of the file.</returns>
    public string KeepReceipt(LogName log, LogIndex index, ReadOnlyMemory<byte> receipt)
    {
        string path = Path.Combine(ReceiptsFolder, $"{LogNames.Word(log)}-{index}.tlog-proof");
        AtomicFile.Write(path, receipt.Span);
        return path;
    }

    /// <summary>Removes unfinished files that killed programs have left.</summary>
    public void RemoveUnfinished(DateTimeOffset now)
    {
        foreach (string folder in Folders)
        {
            AtomicFile.RemoveUnfinished(folder, (now - LongestWriting).UtcDateTime);
        }
    }

    private static Agreement Verify(DsseEnvelope envelope)
    {
        try
        {
            return AgreementVerifier.Verify(envelope);
        }
        catch (MalformedException failed)
        {
            throw new VerificationException(VerificationFault.AgreementWrong, failed.Message, failed);
        }
    }

    private string[] Folders => [Folder, MemoryFolder, ReceiptsFolder, GrantsFolder, CardsFolder, SpoolFolder, DownloadsFolder];

    private void MakeFolders()
    {
        foreach (string folder in Folders)
        {
            PrivateFile.MakeFolder(folder);
        }
    }

    private static string? ReadSmall(string path) =>
        File.Exists(path) && new FileInfo(path).Length <= MaxSmallFile ? File.ReadAllText(path).Trim() : null;
}
