namespace Exchange.Hostile.Faults;

/// <summary>Counts the faults that fell, by call and by what they fell on.</summary>
internal sealed class FallenFaults
{
    private readonly List<string> fallen = [];
    private readonly List<Fault> missed = [];

    public int Count => fallen.Count;

    /// <summary>How many kinds of calls faults fell on.</summary>
    public int Calls => fallen.Select(what => what.Split(' ')[0]).Distinct().Count();

    /// <param name="path">The file that the call was for; null where the fault did not fall.</param>
    public void Add(Fault fault, string? path)
    {
        if (path is null)
        {
            missed.Add(fault);
        }
        else
        {
            fallen.Add($"{fault.Call} on {PlaceOf(path)}");
        }
    }

    public override string ToString()
    {
        string counts = string.Join(
            ", ",
            fallen
                .CountBy(what => what)
                .OrderBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => $"{count.Value} × {count.Key}"));
        return $"{fallen.Count} faults fell ({counts}), {missed.Count} did not "
            + $"({string.Join(", ", missed.Select(fault => $"{fault.Call} {fault.When} {Path.GetFileName(fault.Path)}"))})";
    }

    private static string PlaceOf(string path) => path switch
    {
        _ when path.EndsWith("-wal", StringComparison.Ordinal) => "the write-ahead log",
        _ when path.EndsWith("-shm", StringComparison.Ordinal) => "its index",
        _ when path.EndsWith(".db", StringComparison.Ordinal) => "the database",
        _ when path.Contains("/uploads", StringComparison.Ordinal) => "an upload",
        _ when path.Contains("/parts", StringComparison.Ordinal) => "an item's parts",
        _ when path.Contains("/spool", StringComparison.Ordinal) => "the spool",
        _ when path.Contains("/receipts", StringComparison.Ordinal) => "a receipt",
        _ when path.Contains("/memory", StringComparison.Ordinal) => "the memory of checkpoints",
        _ when path.StartsWith("TCP", StringComparison.Ordinal) || path.StartsWith("socket", StringComparison.Ordinal) => "a connection",
        _ => "another file",
    };
}
