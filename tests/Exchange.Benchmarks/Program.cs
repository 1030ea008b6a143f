using System.Globalization;
using BenchmarkDotNet.Running;
using Exchange.Benchmarks;

// "age FOLDER MEGABYTES" puts us beside Debian's age; everything else is BenchmarkDotNet's: try --list flat.
if (args is ["age", string folder, string megabytes])
{
    return await BesideAge.RunAsync(folder, long.Parse(megabytes, CultureInfo.InvariantCulture), Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(SealBenchmarks).Assembly).Run(args);
return 0;
