using System.Globalization;
using Exchange.Client.Errors;
using Exchange.Contract.Errors;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Exchange.Client.Transport;

/// <summary>
/// How calls are tried again. Every call may be: the server answers the same bytes with the same receipt. Tried again is only
/// what says that nothing was decided: no connection, UNAVAILABLE, no answer in time, and what the server says to try later.
/// </summary>
internal sealed class ExchangeClientPipelines
{
    private const double FailureRatio = 0.5;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    // A server that asks for more patience than this is not waited for: a person decides.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public ExchangeClientPipelines(ExchangeClientOptions options, ServerCertificateCheck? certificate, ILogger logger)
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
            ShouldHandle = async arguments => AskedToWait(arguments.Outcome.Exception) <= LongestWait || await ShouldHandle(arguments.Outcome.Exception),
            DelayGenerator = arguments => ValueTask.FromResult(AskedToWait(arguments.Outcome.Exception)),
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            OnRetry = arguments =>
            {
                Log.Retrying(logger, arguments.AttemptNumber + 1, KindOf(arguments.Outcome.Exception), (long)arguments.RetryDelay.TotalMilliseconds);
                return default;
            },
        };
        Call = Builder(options).AddTimeout(options.TotalTimeout).AddRetry(retry).AddCircuitBreaker(breaker).AddTimeout(options.TryTimeout).Build();
        Wait = Builder(options).AddRetry(retry).AddCircuitBreaker(breaker).Build();
    }

    /// <summary>For a call, and for each message of a stream.</summary>
    public ResiliencePipeline Call { get; }

    /// <summary>For calls that last: uploads, and waiting for what comes. No time limit but the caller's.</summary>
    public ResiliencePipeline Wait { get; }

    /// <summary>Whether a failure says that the same call may well succeed later.</summary>
    public static bool IsPassing(Exception failed) => failed switch
    {
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => true,

        // What the transport calls an internal error is one of the connection where an exception of the connection stands behind it.
        RpcException { StatusCode: StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled } rpc => rpc.Status.DebugException is HttpRequestException or IOException,
        HttpRequestException { StatusCode: null or System.Net.HttpStatusCode.TooManyRequests or >= System.Net.HttpStatusCode.InternalServerError } => true,
        TimeoutRejectedException => true,
        _ => false,
    };

    /// <summary>For how long the server asked to be left alone; null where it did not.</summary>
    public static TimeSpan? AskedToWait(Exception? failed) =>
        failed is RpcException { StatusCode: StatusCode.ResourceExhausted } rpc
        && int.TryParse(rpc.Trailers.GetValue(ErrorTexts.WaitTrailerName), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    // The text of an exception may quote anything; its kind is enough.
    private static string KindOf(Exception? failed) => failed is RpcException rpc ? rpc.StatusCode.ToString() : failed?.GetType().Name ?? "";

    private static ResiliencePipelineBuilder Builder(ExchangeClientOptions options) => new() { TimeProvider = options.Time };
}
