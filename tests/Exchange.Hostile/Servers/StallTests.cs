using Exchange.Cli;
using Exchange.Cli.Shell;
using Exchange.Client.Errors;
using Exchange.Contract.Wire;
using Exchange.Hostile.World;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Exchange.Hostile.Servers;

/// <summary>S14: a server that keeps the line open. The client gives up by its own clock, which the test turns.</summary>
public sealed class StallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData("nothing at all", "could not be reached")]
    [InlineData("a header and nothing more", "sends too slowly")]
    [InlineData("a byte a second", "sends too slowly")]
    public async Task A_download_that_stands_still_or_crawls_is_given_up(string how, string words)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        (await world.AsAsync("bob", "show", world.First)).Expect(0);
        byte[] header = await HeaderAsync(world);
        using SemaphoreSlim seconds = new(0);
        string folder = world.NewFolder();
        await IsGivenUpAsync(
            world,
            "Retrieval/DownloadPart",
            seconds,
            words,
            Answer,
            ["pull", world.First, "--purpose", "research", "-o", folder, "--home", world.HomeOf("bob")]);
        await world.OpensAsync(world.First);

        async Task Answer(HttpContext call, Func<byte[], Task> send)
        {
            if (how != "nothing at all")
            {
                await send(header);
            }

            while (how == "a byte a second")
            {
                await seconds.WaitAsync(call.RequestAborted);
                await send(new DownloadPartResponse { Data = ByteString.CopyFrom(0) }.ToByteArray());
            }

            await Task.Delay(Timeout.Infinite, call.RequestAborted);
        }
    }

    [Fact]
    public async Task An_upload_that_nobody_takes_is_given_up()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using SemaphoreSlim seconds = new(0);
        string[] submit = ["submit", Path.Combine(world.Folder, "first.txt"), "--to", "institute/bob", "--home", world.HomeOf("alice")];
        await IsGivenUpAsync(
            world,
            "Submission/UploadPart",
            seconds,
            "could not be reached",
            (call, _) => Task.Delay(Timeout.Infinite, call.RequestAborted),
            submit);
        (await Testing.World.Commands.RunAsync(submit)).Expect(0);
    }

    private static async Task IsGivenUpAsync(
        HostileWorld world,
        string method,
        SemaphoreSlim seconds,
        string words,
        Func<HttpContext, Func<byte[], Task>, Task> answer,
        string[] command)
    {
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        DateTimeOffset start = time.GetUtcNow();
        using SemaphoreSlim called = new(0);
        world.Server.Cheat = Answers.Give(method, (call, send) =>
        {
            called.Release();
            return answer(call, send);
        });
        StringWriter error = new();
        Task<int> running = CommandLine.RunAsync(
            command, TextWriter.Null, error, new CommandEnvironment { Time = time }, TestContext.Current.CancellationToken);
        await Task.WhenAny(running, called.WaitAsync(TestContext.Current.CancellationToken));
        while (!running.IsCompleted && time.GetUtcNow() - start < Patience)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            seconds.Release();
            await Task.WhenAny(running, Task.Delay(2, TestContext.Current.CancellationToken));
        }

        Assert.True(running.IsCompleted, "the client still waits");
        Assert.True(await running == (int)ExitCode.Unreachable, error.ToString());
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        world.Server.Cheat = null;
    }

    private static async Task<byte[]> HeaderAsync(HostileWorld world)
    {
        byte[]? header = null;
        world.Server.Cheat = Answers.Change<DownloadPartResponse>(
            "Retrieval/DownloadPart",
            message => header ??= message.Header is null ? null : message.ToByteArray());
        using Liar alice = await Liar.OpenAsync(world, "alice");
        await (await alice.Participant.Server.Parts.DownloadAsync(
            Contract.Ids.ItemId.Parse(world.First), 1, 0, 0, TestContext.Current.CancellationToken))
            .DisposeAsync();
        return header!;
    }
}
