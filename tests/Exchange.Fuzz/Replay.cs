namespace Exchange.Fuzz;

/// <summary>Holds a target to given inputs, without a fuzzer: to look at what one found.</summary>
internal static class Replay
{
    /// <returns>0, or 1 where an input breaks a promise.</returns>
    public static int Files(FuzzTarget target, IReadOnlyList<string> files, TextWriter output)
    {
        int code = 0;
        foreach (string file in files)
        {
            byte[] input = File.ReadAllBytes(file);
            try
            {
                bool accepted = target.Check(input);
                long allocated = 0;
                int branches = Instrumentation.Branches(() => allocated = CostLimit.Allocated(() => target.Check(input)));
                output.WriteLine($"{file}: {(accepted ? "accepted" : "refused")}, {input.Length} bytes, {allocated} bytes allocated, "
                    + $"{branches} branches");
            }
            catch (Exception exception)
            {
                output.WriteLine($"{file}: BROKEN\n{exception}");
                code = 1;
            }
        }

        return code;
    }
}
