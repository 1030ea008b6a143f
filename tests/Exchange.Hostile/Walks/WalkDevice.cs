using Exchange.Client;
using Grpc.Net.Client;

namespace Exchange.Hostile.Walks;

/// <summary>One device of somebody's: its keys, and a channel that shows its certificate.</summary>
internal sealed record WalkDevice(Participant Participant, GrpcChannel Channel);
