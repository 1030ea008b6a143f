using System.Globalization;
using BenchmarkDotNet.Running;
using Exchange.Benchmarks;
using Exchange.Benchmarks.House;

// "age FOLDER MEGABYTES" puts us beside Debian's age; "who FOLDER MEMBERS PROGRAM..." asks who could open an item; "house ROOT CHECKOUT
// [--list] [--judge]" measures how a checkout is laid out; everything else is BenchmarkDotNet's: try --list flat.
if (args is ["age", string folder, string megabytes])
{
    return await BesideAge.RunAsync(folder, long.Parse(megabytes, CultureInfo.InvariantCulture), Console.Out);
}

if (args is ["who", string world, string members, .. string[] { Length: > 0 } programs])
{
    return await ManyMembers.RunAsync(world, int.Parse(members, CultureInfo.InvariantCulture), programs, Console.Out);
}

if (args is ["house", string root, string checkout, .. string[] options])
{
    return await HouseMeasure.RunAsync(checkout, root, options.Contains("--list"), options.Contains("--judge"), Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(SealBenchmarks).Assembly).Run(args);
return 0;
