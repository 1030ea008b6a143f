using System.Threading.RateLimiting;
using Exchange.Contract.Ids;

namespace Exchange.Server.Calls;

/// <summary>
/// How many calls one member may make in a time, with a bucket of tokens for each: a member who floods the server, or the log with
/// refused lookups, has to wait; nobody else does. Any thread may take a token: the limiter does its own locking.
/// </summary>
internal sealed class CallRate(CallLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<MemberId> buckets = PartitionedRateLimiter.Create<MemberId, MemberId>(
        member => RateLimitPartition.GetTokenBucketLimiter(member, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.CallBurst,
            TokensPerPeriod = limits.CallsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>Null if the call may be made, otherwise the time to wait.</summary>
    public TimeSpan? Take(MemberId member)
    {
        using RateLimitLease lease = buckets.AttemptAcquire(member);
        return lease.IsAcquired
            ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => buckets.Dispose();
}
