namespace Exchange.Fuzz;

/// <summary>What an input of some length may cost. Processor time and not the clock: the machine may be busy with others.</summary>
/// <param name="FixedBytes">May be allocated whatever the input's length.</param>
/// <param name="BytesPerByte">May be allocated for each byte of input on top.</param>
/// <param name="ProcessorTime">Of the whole process.</param>
internal sealed record CostLimit(long FixedBytes, long BytesPerByte, TimeSpan ProcessorTime)
{
    public static CostLimit Default { get; } = new(4 * 1024 * 1024, 256, TimeSpan.FromSeconds(1));

    /// <exception cref="BrokenPromiseException">
    /// The work cost more, twice: the first time may have compiled code and filled tables.
    /// </exception>
    public void Hold(int length, Action work)
    {
        if (Excess(length, work) is not null && Excess(length, work) is string excess)
        {
            throw new BrokenPromiseException(excess);
        }
    }

    /// <summary>What is allocated while the work is done, on any thread, to some kibibytes.</summary>
    public static long Allocated(Action work)
    {
        long before = GC.GetTotalAllocatedBytes(precise: false);
        work();
        return GC.GetTotalAllocatedBytes(precise: false) - before;
    }

    private string? Excess(int length, Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long allocated = Allocated(work);
        TimeSpan taken = Environment.CpuUsage.TotalTime - before;
        if (taken > ProcessorTime)
        {
            return $"{length} bytes took {taken.TotalSeconds:F1} s of processor time";
        }

        return allocated > FixedBytes + (BytesPerByte * length) ? $"{length} bytes had {allocated} bytes allocated" : null;
    }
}
