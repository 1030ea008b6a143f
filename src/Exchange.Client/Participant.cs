using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Client.Log;
using Exchange.Client.Transport;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Microsoft.Extensions.Logging;

namespace Exchange.Client;

/// <summary>A member at work under one agreement: keys unlocked, server reached, directory replayed. What all else begins with.</summary>
public sealed class Participant : IDisposable
{
    private readonly DirectoryFollower follower;
    private Standing standing;

    private Participant(AgreementHome home, DeviceKeys keys, ExchangeClient server, CheckpointMemory memory, DirectoryFollower follower, Standing standing, ParticipantOptions options)
    {
        Home = home;
        Keys = keys;
        Server = server;
        Memory = memory;
        Time = options.Time;
        Logger = options.Logging.CreateLogger("Exchange.Client");
        this.follower = follower;
        this.standing = standing;
    }

    public AgreementHome Home { get; }

    public Agreement Agreement => Directory.Agreement;

    public DeviceKeys Keys { get; }

    public TimeProvider Time { get; }

    /// <summary>For what is done as this member.</summary>
    internal ILogger Logger { get; }

    public ExchangeClient Server { get; }

    public CheckpointMemory Memory { get; }

    /// <summary>The directory at each of its sizes, as of the last refresh.</summary>
    public DirectoryHistory History => standing.History;

    public DirectoryState Directory => History.Latest;

    /// <summary>The member that these keys belong to.</summary>
    public Member Self => standing.Member;

    public Device Device => standing.Device;

    /// <summary>How a statement that this participant signs names its signer.</summary>
    public SenderTerms SenderTerms => Keys.SignsAs(Self);

    /// <exception cref="ClientException">No keys, a wrong passphrase, not enrolled (any more), the server unreachable, or a check failed.</exception>
    public static async Task<Participant> OpenAsync(AgreementHome home, KeyUnlock unlock, ParticipantOptions options, CancellationToken cancellationToken)
    {
        // 1. The root of trust, and the keys of this device.
        Agreement agreement = home.ReadAgreement();
        home.RemoveUnfinished(options.Time.GetUtcNow());
        DeviceKeys keys = KeyFile.ReadDevice(home.Folder, unlock);
        ExchangeClient server = new(
            options.Server ?? home.ReadServer(), keys, agreement.Terms.Operator.Key, (options.Transport ?? new ExchangeClientOptions { Time = options.Time }) with { Logging = options.Logging });
        CheckpointMemory memory = new(home.MemoryFolder, agreement, server.GetCheckpointAsync, server.GetConsistencyProofAsync);
        try
        {
            // 2. Everybody's keys, from the log, and among them one's own.
            DirectoryFollower follower = new(agreement, home.MemoryFolder, memory, server.ReplayDirectoryAsync);
            Standing standing = await Standing.FindAsync(home, keys, follower, cancellationToken);
            ParticipantLog.Opened(options.Logging.CreateLogger("Exchange.Client"), standing.Member.Id, standing.History.Latest.Size);
            return new Participant(home, keys, server, memory, follower, standing, options);
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

    /// <summary>Replays the directory again, for whoever has come or gone since.</summary>
    /// <exception cref="ClientException">Not enrolled any more, the server unreachable, or a check failed.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken) => standing = await Standing.FindAsync(Home, Keys, follower, cancellationToken);

    public void Dispose()
    {
        Memory.Dispose();
        Server.Dispose();
        Keys.Dispose();
    }
}
