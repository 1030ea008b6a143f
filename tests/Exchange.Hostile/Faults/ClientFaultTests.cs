using System.Globalization;
using Exchange.Testing.World;

namespace Exchange.Hostile.Faults;

/// <summary>Whoever hands in dies inside their own system calls, or their disk fails or is full, two of them at a time.</summary>
[Collection(nameof(FaultCollection))]
public sealed class ClientFaultTests
{
    private const int Small = 50_000;

    // More than is sealed in memory, so that it is spooled.
    private const int Large = (16 * 1024 * 1024) + 100_000;

    [Fact]
    [Trait("Attack", "C16")]
    [Trait("Speed", "Slow")]
    public async Task A_sender_killed_inside_writes_and_syncs_has_handed_in_once_or_not_at_all_and_goes_on_with_what_was_signed()
    {
        await using FaultWorld world = await FaultWorld.StartAsync();
        string[] receipts = [.. ((string[])["alice", "mallory"]).Select(person => world.AgreementHomeOf(person).ReceiptsFolder)];
        (Fault Fault, int Size)[] plan =
        [
            .. Kills("fsync", [1, 2, 3, 4, 6, 8, 10, 11], Large),
            .. Kills("pwrite64", [1, 2, 9, 16], Large),
            .. Kills("rename", [1, 2], Large),
            .. Kills("unlink", [1, 2, 7, 10], Large),
            .. Kills("sendto", [20, 90], Large),
            .. Kills("fsync", [1, 1], Large, receipts),
            .. Kills("fsync", [1, 3], Small),
            .. Kills("pwrite64", [1, 2], Small),
            .. Kills("rename", [1, 2], Small),
            .. Kills("sendto", [6, 12], Small),
            .. Kills("fsync", [1, 1], Small, receipts),
        ];

        FallenFaults fallen = await StrikeAsync(world, plan);

        Assert.InRange(fallen.Count, 20, int.MaxValue);
        Assert.InRange(fallen.Calls, 4, int.MaxValue);
    }

    [Fact]
    [Trait("Attack", "C14")]
    [Trait("Speed", "Slow")]
    public async Task A_sender_whose_disk_fails_or_is_full_is_told_so_and_has_handed_in_once_or_not_at_all()
    {
        await using FaultWorld world = await FaultWorld.StartAsync();
        string receipts = world.AgreementHomeOf("alice").ReceiptsFolder;
        (Fault Fault, int Size)[] plan =
        [
            (new("fsync", Fault.BadDisk, "2"), Large),
            (new("fsync", Fault.BadDisk, "6"), Large),
            (new("fsync", Fault.BadDisk, "1", receipts), Large),
            (new("pwrite64", Fault.BadDisk, "7"), Large),
            (new("rename", Fault.BadDisk, "2"), Large),
            (new("unlink", Fault.BadDisk, "2"), Large),
            (new("pwrite64", Fault.FullDisk, "2..5"), Large),
            (new("pwrite64", Fault.FullDisk, "10..20"), Large),
            (new("rename", Fault.FullDisk, "1..3"), Large),
            (new("fsync", Fault.FullDisk, "4"), Large),
            (new("pwrite64", Fault.FullDisk, "2"), Small),
            (new("fsync", Fault.BadDisk, "3"), Small),
        ];

        FallenFaults fallen = await StrikeAsync(world, plan);

        Assert.InRange(fallen.Count, 8, int.MaxValue);
    }

    // Every other fault strikes the other sender.
    private static async Task<FallenFaults> StrikeAsync(FaultWorld world, (Fault Fault, int Size)[] plan)
    {
        await using ServerProcess server = await world.ServeAsync();
        FallenFaults fallen = new();
        SealedOnce sealedOnce = new();
        FaultySender[] senders =
        [
            new(world, "alice", await world.OpenAsync("alice"), fallen, sealedOnce),
            new(world, "mallory", await world.OpenAsync("mallory"), fallen, sealedOnce),
        ];
        await Task.WhenAll(senders.Select((sender, place) => Task.Run(async () =>
        {
            foreach ((Fault fault, int size) in plan.Where((_, index) => index % senders.Length == place))
            {
                await sender.HandInAsync(fault, size);
            }
        })));

        // Every key that was ever used, also those of attempts that came to nothing.
        await sealedOnce.LookAsync(Path.Combine(world.ServerHome, "parts"), FaultWorld.Cancel);
        CommandResult audit = (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fallen}; of {plan.Length} submissions {senders.Sum(sender => sender.Accepted)} are in, "
                + $"{senders.Sum(sender => sender.Resumed)} of them by resuming; {sealedOnce.Keys} file keys seen\n{audit.Output}");
        Assert.DoesNotContain("Unexpected ", server.Log, StringComparison.Ordinal);
        return fallen;
    }

    private static IEnumerable<(Fault Fault, int Size)> Kills(string call, int[] numbers, int size, string[]? paths = null) =>
        numbers
            .Select((number, index) =>
                (new Fault(call, Fault.Kill, number.ToString(CultureInfo.InvariantCulture), paths?[index % paths.Length]), size));
}
