using System.Globalization;
using System.Net;
using Exchange.Contract.Errors;
using Exchange.Contract.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using LogClient = Exchange.Contract.Wire.Log.LogClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;
using SubmissionClient = Exchange.Contract.Wire.Submission.SubmissionClient;

namespace Exchange.Server.Tests.Hosting;

/// <summary>One member's limits: reached, said, and nobody else's concern.</summary>
public sealed class LimitTests
{
    private static readonly GetCheckpointRequest Audit = new() { Log = LogName.Audit };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_who_calls_too_often_is_told_how_long_to_wait_and_others_go_on()
    {
        await using HostWorld world = await HostWorld.StartAsync(new HostOptions { Limits = new() { CallBurst = 5, CallsPerSecond = 1 } });
        GrpcChannel alice = world.Channel(world.Alice.Tls);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            for (int call = 0; call < 20; call++)
            {
                await new LogClient(alice).GetCheckpointAsync(Audit, cancellationToken: Cancel);
            }
        });

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.InRange(int.Parse(refused.Trailers.GetValue(ErrorTexts.WaitTrailerName)!, CultureInfo.InvariantCulture), 1, 60_000);
        await new LogClient(world.Channel(world.Bob.Tls)).GetCheckpointAsync(Audit, cancellationToken: Cancel);
    }

    [Fact]
    public async Task The_limit_holds_for_tiles_too_and_says_so_in_http()
    {
        await using HostWorld world = await HostWorld.StartAsync(new HostOptions { Limits = new() { CallBurst = 1, CallsPerSecond = 1 } });
        using HttpClient http = new(world.Handler(world.Alice.Tls), disposeHandler: false);
        Uri checkpoint = new(world.Address, "/audit/checkpoint");

        List<HttpResponseMessage> answers = [];
        for (int call = 0; call < 10; call++)
        {
            answers.Add(await http.GetAsync(checkpoint, Cancel));
        }

        HttpResponseMessage refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        answers.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task A_member_has_a_bounded_number_of_calls_under_way()
    {
        await using HostWorld world = await HostWorld.StartAsync(new HostOptions { Limits = new() { CallsPerMember = 3 } });
        RetrievalClient bob = new(world.Channel(world.Bob.Tls));
        List<AsyncServerStreamingCall<ListedItem>> waiting =
            [.. Enumerable.Range(0, 10).Select(_ => bob.Watch(new ListRequest(), cancellationToken: Cancel))];
        List<Task<bool>> answers = [.. waiting.Select(call => call.ResponseStream.MoveNext(Cancel))];

        // Nothing comes for those that wait; all the others are refused at once.
        foreach (int _ in Enumerable.Range(0, 7))
        {
            Task<bool> refused = await Task.WhenAny(answers);
            answers.Remove(refused);
            RpcException answer = await Assert.ThrowsAsync<RpcException>(() => refused);
            Assert.Equal(StatusCode.ResourceExhausted, answer.StatusCode);
            Assert.NotNull(answer.Trailers.Get(ErrorTexts.WaitTrailerName));
        }

        Assert.All(answers, answer => Assert.False(answer.IsCompleted));
        waiting.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task An_upload_that_stands_still_is_ended()
    {
        await using HostWorld world =
            await HostWorld.StartAsync(new HostOptions { Limits = new() { StreamIdle = TimeSpan.FromMilliseconds(300) } });
        AsyncClientStreamingCall<UploadPartRequest, UploadPartResponse> call =
            new SubmissionClient(world.Channel(world.Alice.Tls)).UploadPart(cancellationToken: Cancel);

        // Nothing is ever sent, not even a header.
        RpcException ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);

        Assert.Equal(StatusCode.ResourceExhausted, ended.StatusCode);
    }

    [Fact]
    public async Task A_stream_of_answers_ends_when_it_has_lasted_long_enough()
    {
        await using HostWorld world =
            await HostWorld.StartAsync(new HostOptions { Limits = new() { StreamTotal = TimeSpan.FromMilliseconds(300) } });
        using AsyncServerStreamingCall<ListedItem> call =
            new RetrievalClient(world.Channel(world.Bob.Tls)).Watch(new ListRequest(), cancellationToken: Cancel);

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancel));
    }
}
