using Exchange.Client.Errors;
using Exchange.Client.Tests.Fakes;
using Exchange.Client.Transport;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Google.Protobuf;
using Answering = System.Func<
    System.Net.Http.HttpRequestMessage,
    System.Threading.CancellationToken,
    System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage>>;
using ListedItem = Exchange.Client.Transport.ListedItem;
using LogName = Exchange.Client.Home.LogName;

namespace Exchange.Client.Tests.Transport;

public sealed class ExchangeServerTests
{
    private const int Unavailable = 14;

    private static readonly TransportOptions Fast = new()
    {
        RetryDelay = TimeSpan.FromMilliseconds(1),
        TryTimeout = TimeSpan.FromMilliseconds(200),
        TotalTimeout = TimeSpan.FromSeconds(20),
        BreakerThroughput = 100,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_tried_again_until_it_gets_through()
    {
        using FailingHandler handler = new(
            FailingHandler.NoConnection(), FailingHandler.Status(Unavailable, "busy"), FailingHandler.Silence(), Checkpoint("note"));
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        ReadOnlyMemory<byte> note = await server.Logs.GetCheckpointAsync(LogName.Audit, Token);
        Assert.Equal("note"u8.ToArray(), note.ToArray());
        Assert.Equal(4, handler.Calls);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_little_patience_gets_it()
    {
        using FailingHandler handler = new(FailingHandler.Later(TimeSpan.FromMilliseconds(20)), Checkpoint("note"));
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        ReadOnlyMemory<byte> note = await server.Logs.GetCheckpointAsync(LogName.Audit, Token);
        Assert.Equal("note"u8.ToArray(), note.ToArray());
        Assert.Equal(2, handler.Calls);
    }

    [Fact]
    public async Task A_server_that_asks_for_much_patience_is_left_to_the_person()
    {
        using FailingHandler handler = new(FailingHandler.Later(TimeSpan.FromMinutes(3)), Checkpoint("note"));
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        ClientException failed = await Assert.ThrowsAsync<ClientException>(() => server.Logs.GetCheckpointAsync(LogName.Audit, Token));
        Assert.Equal(ExitCode.Failed, failed.Exit);
        Assert.Contains("180 s", failed.Next, StringComparison.Ordinal);
        Assert.Equal(1, handler.Calls);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_unreachable()
    {
        using FailingHandler handler = new(FailingHandler.NoConnection());
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        ClientException failed = await Assert.ThrowsAsync<ClientException>(() => server.Logs.GetCheckpointAsync(LogName.Audit, Token));
        Assert.Equal(ExitCode.Unreachable, failed.Exit);
        Assert.Equal(1 + Fast.Retries, handler.Calls);
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_left_alone_for_a_while()
    {
        using FailingHandler handler = new(FailingHandler.NoConnection());
        using ExchangeServer server =
            new(new ExchangeConnection("h:1", handler, Fast with { BreakerThroughput = 5, BreakDuration = TimeSpan.FromMinutes(1) }));
        await Assert.ThrowsAsync<ClientException>(() => server.Logs.GetCheckpointAsync(LogName.Audit, Token));
        int calls = handler.Calls;
        ClientException failed = await Assert.ThrowsAsync<ClientException>(() => server.Logs.GetCheckpointAsync(LogName.Audit, Token));
        Assert.Equal(ExitCode.Unreachable, failed.Exit);
        Assert.Equal(calls, handler.Calls);
    }

    [Theory]
    [InlineData(5, ErrorCode.NoSuchItem, ExitCode.Denied)]
    [InlineData(7, ErrorCode.NotAllowed, ExitCode.Denied)]
    [InlineData(15, ErrorCode.DataLoss, ExitCode.Verification)]
    [InlineData(3, ErrorCode.Malformed, ExitCode.Failed)]
    [InlineData(6, ErrorCode.Conflict, ExitCode.Failed)]
    [InlineData(8, ErrorCode.TooMuch, ExitCode.Failed)]
    [InlineData(9, ErrorCode.Incomplete, ExitCode.Failed)]
    [InlineData(13, null, ExitCode.Failed)]
    public async Task What_the_server_decided_is_not_tried_again(int status, ErrorCode? code, ExitCode exit)
    {
        string text = code is { } known ? ErrorTexts.TextOf(known) : "internal error";
        using FailingHandler handler = new(FailingHandler.Status(status, text + "\u001b[2J", code?.ToString()));
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        ClientException failed = await Assert.ThrowsAnyAsync<ClientException>(() => server.Items.GetAsync(ItemId.New(), Token));
        Assert.Equal(exit, failed.Exit);
        Assert.Equal(1, handler.Calls);
        Assert.DoesNotContain(failed.Message, char.IsControl);
    }

    [Fact]
    public async Task An_answer_that_is_not_what_its_format_says_is_a_fault_of_the_server()
    {
        using FailingHandler handler = new(
            FailingHandler.Answer(new GetResponse { Item = new Contract.Wire.ListedItem { Statement = ByteString.CopyFromUtf8("{}") } }));
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        VerificationException failed = await Assert.ThrowsAsync<VerificationException>(() => server.Items.GetAsync(ItemId.New(), Token));
        Assert.Equal(VerificationFault.AnswerMalformed, failed.Fault);
    }

    [Fact]
    public async Task Another_statement_than_the_one_asked_for_is_swapped()
    {
        DsseEnvelope other = new(InToto.PayloadType, new byte[] { 1 }, []);
        using FailingHandler handler =
            new(FailingHandler.Answer(new GetStatementResponse { Statement = ByteString.CopyFrom(other.Encode()) }));
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        Assert.Equal(other, await server.Audit.GetStatementAsync(other.PayloadDigest, Token));
        VerificationException failed =
            await Assert.ThrowsAsync<VerificationException>(() => server.Audit.GetStatementAsync(Sha256Digest.Of([2]), Token));
        Assert.Equal(VerificationFault.StatementSwapped, failed.Fault);
    }

    [Fact]
    public async Task A_listing_that_breaks_goes_on_after_the_last_item()
    {
        List<long> asked = [];
        using FailingHandler handler = new(
            Noting(asked, FailingHandler.Broken(Item(1), Item(4))),
            Noting(asked, FailingHandler.NoConnection()),
            Noting(asked, FailingHandler.Answer(Item(9))));
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast));
        List<long> positions = [];
        await foreach (ListedItem item in server.Items.ListAsync(0, Token))
        {
            positions.Add(item.Position);
        }

        Assert.Equal([1, 4, 9], positions);
        Assert.Equal([0, 4, 4], asked);
    }

    [Fact]
    public async Task The_callers_own_cancelling_is_no_failure_of_the_server()
    {
        using FailingHandler handler = new(FailingHandler.Silence());
        using ExchangeServer server = new(new ExchangeConnection("h:1", handler, Fast with { TryTimeout = TimeSpan.FromMinutes(1) }));
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<ReadOnlyMemory<byte>> call = server.Logs.GetCheckpointAsync(LogName.Audit, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static Answering Checkpoint(string note) =>
        FailingHandler.Answer(new GetCheckpointResponse { Note = ByteString.CopyFromUtf8(note) });

    private static Contract.Wire.ListedItem Item(long position) => new()
    {
        Position = position,
        Statement = ByteString.CopyFrom(new DsseEnvelope(InToto.PayloadType, new byte[] { 1 }, []).Encode()),
        Received = "2026-01-31T09:30:00.000Z",
    };

    private static Answering Noting(List<long> asked, Answering then) => async (request, cancellationToken) =>
    {
        byte[] frame = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        asked.Add(ListRequest.Parser.ParseFrom(frame, 5, frame.Length - 5).After);
        return await then(request, cancellationToken);
    };
}
