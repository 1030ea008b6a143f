using Exchange.Client;
using Exchange.Contract.Wire;
using Grpc.Core;
using SubmissionClient = Exchange.Contract.Wire.Submission.SubmissionClient;

namespace Exchange.Hostile.Clients;

/// <summary>C14: a member fills the disk. What happens once it is full is the fault tests' to show.</summary>
public sealed class StorageAttacks
{
    [Fact]
    [Trait("Attack", "C14")]
    public async Task A_member_cannot_leave_more_waiting_than_their_quota_in_bytes()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant mallory = await server.OpenAsync("mallory");
        long perPart = mallory.Agreement.Predicate.Limits.MaxPartBytes;
        SubmissionClient client = new(server.ChannelOf("mallory"));

        // Uploads that announce as much as they may, and stay open: what is announced counts before it has come.
        List<AsyncClientStreamingCall<UploadPartRequest, UploadPartResponse>> open = [];
        StatusCode? refused = null;
        await Honest.DuringAsync(server, "C14", async () =>
        {
            UploadPartRequest header = Uploads.Header(Math.Min(perPart, 64L * 1024 * 1024 * 1024));
            while (refused is null && open.Count < 40)
            {
                header.Header.Item = Contract.Ids.ItemId.New().ToString();
                AsyncClientStreamingCall<UploadPartRequest, UploadPartResponse> call =
                    client.UploadPart(cancellationToken: AttackedServer.Cancel);
                open.Add(call);
                try
                {
                    await call.RequestStream.WriteAsync(header, AttackedServer.Cancel);
                    await call.RequestStream.WriteAsync(
                        new UploadPartRequest { Data = Google.Protobuf.ByteString.CopyFrom(new byte[1]) },
                        AttackedServer.Cancel);
                }
                catch (RpcException ended)
                {
                    refused = ended.StatusCode;
                }

                refused ??= open.Select(one => one.ResponseAsync).FirstOrDefault(
                    answer => answer.IsFaulted)?.Exception?.InnerException is RpcException early ? early.StatusCode : null;
            }
        });

        Assert.Equal(StatusCode.ResourceExhausted, refused);
        open.ForEach(call => call.Dispose());
    }
}
