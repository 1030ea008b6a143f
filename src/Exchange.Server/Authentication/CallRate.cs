using System.Threading.RateLimiting;
using Exchange.Contract.Ids;
using Exchange.Server.Hosting;

namespace Exchange.Server.Authentication;

/// <summary>
/// How many calls one member may make in a time, as a bucket of tokens each: whoever floods the server, or the log with refused
/// lookups, waits; nobody else does.
/// </summary>
internal sealed class CallRate(HostOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<MemberId> buckets = PartitionedRateLimiter.Create<MemberId, MemberId>(
        member => RateLimitPartition.GetTokenBucketLimiter(member, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.CallBurst,
            TokensPerPeriod = options.CallsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>Null when the call may be made, else the time to wait.</summary>
    public TimeSpan? Take(MemberId member)
    {
        using RateLimitLease lease = buckets.AttemptAcquire(member);
        return lease.IsAcquired
            ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => buckets.Dispose();
}
