using System.Globalization;
using System.Net;
using Exchange.Contract.Errors;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Exchange.Client.Transport;

/// <summary>
/// How calls are retried. Every call may be: the server answers the same bytes with the same receipt. Only failures which say that
/// nothing was decided are retried: no connection, UNAVAILABLE, no answer in time, and what the server asks to be retried later.
/// </summary>
internal sealed class CallPipelines
{
    private const double FailureRatio = 0.5;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    // The client does not wait for a server that asks for more time than this: a person decides.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public CallPipelines(TransportOptions options, ServerCertificateCheck? certificate, ILogger logger)
    {
        ValueTask<bool> ShouldHandle(Exception? failed) =>
            ValueTask.FromResult(failed is not null && certificate?.Refused is null && IsPassing(failed));

        CircuitBreakerStrategyOptions breaker = new()
        {
            ShouldHandle = arguments => ShouldHandle(arguments.Outcome.Exception),
            FailureRatio = FailureRatio,
            SamplingDuration = Sampling,
            MinimumThroughput = options.BreakerThroughput,
            BreakDuration = options.BreakDuration,
        };
        RetryStrategyOptions retry = new()
        {
            ShouldHandle = async arguments =>
                AskedToWait(arguments.Outcome.Exception) <= LongestWait || await ShouldHandle(arguments.Outcome.Exception),
            DelayGenerator = arguments => ValueTask.FromResult(AskedToWait(arguments.Outcome.Exception)),
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            OnRetry = arguments =>
            {
                string kind = KindOf(arguments.Outcome.Exception);
                Log.Retrying(logger, arguments.AttemptNumber + 1, kind, (long)arguments.RetryDelay.TotalMilliseconds);
                return default;
            },
        };
        Call = Builder(options)
            .AddTimeout(options.TotalTimeout).AddRetry(retry).AddCircuitBreaker(breaker).AddTimeout(options.TryTimeout).Build();
        Wait = Builder(options).AddRetry(retry).AddCircuitBreaker(breaker).Build();
    }

    /// <summary>For a call, and for each message of a stream.</summary>
    public ResiliencePipeline Call { get; }

    /// <summary>For calls that last: uploads, and waiting for items to come. No time limit but the caller's.</summary>
    public ResiliencePipeline Wait { get; }

    /// <summary>Whether the same call may well succeed later.</summary>
    public static bool IsPassing(Exception failed) => failed switch
    {
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => true,

        // What the transport calls an internal error is an error of the connection where the connection's exception caused it.
        RpcException { StatusCode: StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled } rpc =>
            rpc.Status.DebugException is HttpRequestException or IOException,
        HttpRequestException { StatusCode: null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
        TimeoutRejectedException => true,
        _ => false,
    };

    /// <summary>How long the server asked the client to wait; null where it did not.</summary>
    public static TimeSpan? AskedToWait(Exception? failed) =>
        failed is RpcException { StatusCode: StatusCode.ResourceExhausted } rpc
        && int.TryParse(
            rpc.Trailers.GetValue(ErrorTexts.WaitTrailerName), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    // The text of an exception may quote anything; its kind is enough.
    private static string KindOf(Exception? failed) =>
        failed is RpcException rpc ? rpc.StatusCode.ToString() : failed?.GetType().Name ?? "";

    private static ResiliencePipelineBuilder Builder(TransportOptions options) => new() { TimeProvider = options.Time };
}
