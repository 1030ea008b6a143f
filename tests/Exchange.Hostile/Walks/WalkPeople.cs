using Exchange.Client;
using Exchange.Contract.Ids;
using Exchange.Hostile.Clients;
using Grpc.Net.Client;

namespace Exchange.Hostile.Walks;

/// <summary>Everybody who walks: readers of both parties in and out of audiences, approvers of both, one who is both, the sender, compliance and the administrators.</summary>
internal sealed class WalkPeople
{
    public const string Sender = "alice";
    public const string Both = "gina";

    public static readonly string[] Names = [Sender, "dana", "bob", "erin", "carol", "frank", Both, "rob", "mallory"];

    private readonly Dictionary<string, Participant> participants = [];
    private readonly Dictionary<string, GrpcChannel> channels = [];

    public Participant this[string name] => participants[name];

    public static async Task<WalkPeople> GatherAsync(AttackedServer server, TimeProvider clock)
    {
        await server.EnrolAsync("frank", "institute/frank", "laptop", "reader");
        await server.EnrolAsync(Both, "institute/gina", "laptop", "reader", "approver");
        await server.EnrolAsync("rob", "lab/rob", "laptop", "reader");
        WalkPeople people = new();
        foreach (string name in Names)
        {
            people.participants[name] = await server.OpenAsync(name, clock);
            people.channels[name] = server.ChannelOf(name);
        }

        return people;
    }

    public GrpcChannel ChannelOf(string name) => channels[name];

    public MemberId IdOf(string name) => participants[name].Self.Id;

    /// <summary>Everybody replays the directory; who would be out of it is left as they were.</summary>
    public async Task RefreshAsync()
    {
        foreach (Participant participant in participants.Values)
        {
            await participant.RefreshAsync(AttackedServer.Cancel);
        }
    }
}
