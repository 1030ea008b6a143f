using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace Exchange.Fuzz;

/// <summary>Rewrites assemblies so that every branch taken is counted where the fuzzer sees it.</summary>
internal static class Instrumentation
{
    /// <summary>Ours, and the two libraries that read hostile bytes for us.</summary>
    private static readonly string[] Assemblies =
        ["Exchange.Formats.dll", "Exchange.Contract.dll", "Exchange.Reports.dll", "Google.Protobuf.dll", "ZstdSharp.dll"];

    private const int MapSize = 1 << 16;

    /// <summary>
    /// Gives instrumented code a map of its own to count in, for all that runs before and without the fuzzer, which brings
    /// another. Never freed: code counts until the process ends.
    /// </summary>
    public static unsafe void CountAside() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapSize);

    /// <summary>How many different branches the work takes from other branches: none where nothing is instrumented.</summary>
    public static unsafe int Branches(Action work)
    {
        Span<byte> map = new(Trace.SharedMem, MapSize);
        map.Clear();
        Trace.PrevLocation = 0;
        work();
        return MapSize - map.Count((byte)0);
    }

    /// <summary>Instruments a copy of the build output in place; in one go, so that no two branches share a number.</summary>
    /// <returns>How many types were rewritten, by assembly.</returns>
    public static IEnumerable<(string Assembly, int Types)> Rewrite(string folder)
    {
        foreach (string assembly in Assemblies)
        {
            // Protobuf's descriptors are built once, at the start: their branches say nothing about an input.
            int types = Fuzzer.Instrument(
                Path.Combine(folder, assembly),
                type => !type.StartsWith("Google.Protobuf.Reflection", StringComparison.Ordinal),
                Options.Value).Count();
            yield return (assembly, types);
        }
    }
}
