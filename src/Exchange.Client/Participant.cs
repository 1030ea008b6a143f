using Exchange.Client.Checkpoints;
using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Client.Transport;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Microsoft.Extensions.Logging;

namespace Exchange.Client;

/// <summary>
/// A member at work under one agreement: keys unlocked, server reached, directory replayed. Everything else begins here.
/// </summary>
public sealed class Participant : IDisposable
{
    private readonly DirectoryFollower follower;

    // Replaced as a whole by RefreshAsync; every reader takes one and keeps to it.
    private volatile Enrolment enrolment;

    private Participant(Tools tools, DirectoryFollower follower, Enrolment enrolment, ParticipantOptions options)
    {
        (Home, Keys, Server, Memory) = tools;
        Time = options.Time;
        Logger = options.Logging.CreateLogger("Exchange.Client");
        this.follower = follower;
        this.enrolment = enrolment;
    }

    public AgreementHome Home { get; }

    public Agreement Agreement => Directory.Agreement;

    public DeviceKeys Keys { get; }

    public TimeProvider Time { get; }

    /// <summary>For what is done as this member.</summary>
    internal ILogger Logger { get; }

    internal ExchangeServer Server { get; }

    public CheckpointMemory Memory { get; }

    /// <summary>The directory at each of its sizes, as of the last refresh.</summary>
    internal DirectoryHistory History => enrolment.History;

    public DirectoryState Directory => History.Latest;

    /// <summary>The member that these keys belong to.</summary>
    public Member Self => enrolment.Member;

    public Device Device => enrolment.Device;

    /// <summary>How a statement that this participant signs names its signer.</summary>
    public SenderTerms SenderTerms => Keys.SignsAs(Self);

    /// <exception cref="ClientException">
    /// No keys, a wrong passphrase, not or no longer enrolled, the server unreachable, or a check failed.
    /// </exception>
    public static async Task<Participant> OpenAsync(
        AgreementHome home, KeyUnlock unlock, ParticipantOptions options, CancellationToken cancellationToken)
    {
        // 1. The root of trust, and the keys of this device.
        Agreement agreement = home.ReadAgreement();
        home.RemoveUnfinished(options.Time.GetUtcNow());
        DeviceKeys keys = KeyFile.ReadDevice(home.Folder, unlock);
        TransportOptions transport = options.Transport ?? new TransportOptions { Time = options.Time };
        ExchangeConnection connection = new(
            options.Server ?? home.ReadServer(), keys, agreement.Predicate.Operator.Key, transport with { Logging = options.Logging });
        ExchangeServer server = new(connection);
        CheckpointMemory memory = new(home.MemoryFolder, agreement, server.Logs.GetCheckpointAsync, server.Logs.GetConsistencyProofAsync);
        try
        {
            // 2. Everybody's keys, from the log, this member's among them.
            DirectoryFollower follower = new(agreement, home.MemoryFolder, memory, server.Directory.ReplayAsync);
            Enrolment enrolment = await Enrolment.FindAsync(home, keys, follower, cancellationToken);
            Participant opened = new(new Tools(home, keys, server, memory), follower, enrolment, options);
            ParticipantLog.Opened(opened.Logger, opened.Self.Id, opened.Directory.Size);
            return opened;
        }
        catch
        {
            memory.Dispose();
            server.Dispose();
            keys.Dispose();
            throw;
        }
    }

    /// <summary>The name that a member has or had; the id where the directory has none.</summary>
    public string NameOf(MemberId id) => Directory.Find(id)?.Name.ToString() ?? id.ToString();

    /// <summary>Replays the directory again, to see who has come or gone since.</summary>
    /// <exception cref="ClientException">No longer enrolled, the server unreachable, or a check failed.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        enrolment = await Enrolment.FindAsync(Home, Keys, follower, cancellationToken);

    /// <summary>Appends a membership or a revocation to the directory. The same bytes again get the same receipt.</summary>
    /// <returns>The receipt, a tlog-proof of the directory log.</returns>
    /// <exception cref="ClientException">The server refused it, or could not be reached.</exception>
    public Task<EncodedReceipt> AppendToDirectoryAsync(DsseEnvelope statement, CancellationToken cancellationToken) =>
        Server.Directory.AppendAsync(statement, cancellationToken);

    /// <summary>What time it is at the server, to the second; null where it does not say. Nobody vouches for it.</summary>
    /// <exception cref="ClientException">The server could not be reached.</exception>
    public Task<DateTimeOffset?> ServerTimeAsync(CancellationToken cancellationToken) => Server.Logs.GetTimeAsync(cancellationToken);

    public void Dispose()
    {
        Memory.Dispose();
        Server.Dispose();
        Keys.Dispose();
    }

    private sealed record Tools(AgreementHome Home, DeviceKeys Keys, ExchangeServer Server, CheckpointMemory Memory);
}

/// <summary>What opening logs. Not called Log as elsewhere, since that is the name of a folder here.</summary>
internal static partial class ParticipantLog
{
    [LoggerMessage(LogEventIds.ParticipantOpened, LogLevel.Debug, "Open as member {Member}; the directory has {Size} entries")]
    public static partial void Opened(ILogger logger, MemberId member, long size);
}
