using Microsoft.Extensions.Hosting;

namespace Exchange.Server.Submission;

/// <summary>Removes abandoned uploads, at the start and every hour.</summary>
internal sealed class UploadSweep(UploadStore uploads, TimeProvider time, ILogger<UploadSweep> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        do
        {
            try
            {
                int removed = uploads.RemoveAbandoned();
                if (removed > 0)
                {
                    Log.AbandonedRemoved(logger, removed);
                }
            }
            catch (IOException failure)
            {
                // Also when an upload resumes at this very moment; the next round tries again.
                Log.SweepFailed(logger, failure.GetType().Name);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
