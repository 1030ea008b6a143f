using System.Diagnostics;
using System.Globalization;
using Exchange.Client;
using Exchange.Client.Home;
using Exchange.Client.Transport;

namespace Exchange.Hostile.Clients;

/// <summary>
/// An honest member at work while others attack: every call must get through. How long calls take is written down where
/// EXCHANGE_MEASURE names a file, with the same calls before the attack beside it, and judged by nobody here.
/// </summary>
internal sealed class Honest(AttackedServer server)
{
    private const int AtLeast = 25;

    /// <summary>Runs the attack with an honest client beside it.</summary>
    public static async Task DuringAsync(AttackedServer server, string attack, Func<Task> act)
    {
        using Participant carol = await server.OpenAsync("carol");
        List<TimeSpan> idle = MeasureFile is null ? [] : await new Honest(server).WorkAsync(carol, Task.CompletedTask);
        Task attacking = act();
        List<TimeSpan> busy = await new Honest(server).WorkAsync(carol, attacking);
        await attacking;
        if (MeasureFile is { } file)
        {
            await File.AppendAllTextAsync(
                file,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{attack}\t{Median(idle):F2}\t{Worst(idle):F2}\t{Median(busy):F2}\t{Worst(busy):F2}\t{busy.Count}\n"),
                AttackedServer.Cancel);
        }
    }

    private static string? MeasureFile => Environment.GetEnvironmentVariable("EXCHANGE_MEASURE");

    private static double Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalMilliseconds;

    private static double Worst(List<TimeSpan> times) => times.Order().ElementAt((int)(times.Count * 0.99)).TotalMilliseconds;

    // A checkpoint, the list, one sealed card: read calls of every kind, each of which fails the test if it fails.
    private async Task<List<TimeSpan>> WorkAsync(Participant carol, Task attack)
    {
        List<TimeSpan> times = [];
        while (times.Count < AtLeast || !attack.IsCompleted)
        {
            Stopwatch watch = Stopwatch.StartNew();
            await carol.Server.Logs.GetCheckpointAsync(LogName.Audit, AttackedServer.Cancel);
            int items = 0;
            await foreach (ListedItem _ in carol.Server.Items.ListAsync(after: 0, AttackedServer.Cancel))
            {
                items++;
            }

            Assert.True(items >= 2, "the honest client does not see its items");
            await carol.Server.Items.GetAsync(Contract.Ids.ItemId.Parse(server.Item), AttackedServer.Cancel);
            times.Add(watch.Elapsed);

            // Ten rounds a second: a person's pace times many, and well under what a member may.
            await Task.Delay(TimeSpan.FromMilliseconds(MeasureFile is null ? 5 : 100), AttackedServer.Cancel);
        }

        return times;
    }
}
