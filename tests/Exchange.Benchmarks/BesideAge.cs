using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Exchange.Formats.Age;

namespace Exchange.Benchmarks;

/// <summary>
/// Seals and opens one file, ours beside Debian's <c>age</c>, in turns and in one run, so that the machine is the same for both.
/// </summary>
internal static class BesideAge
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string folder, long megabytes, TextWriter output)
    {
        string plain = Path.Combine(folder, "plain");
        await WriteAsync(plain, megabytes);
        using X25519Identity identity = X25519Identity.Generate();
        string key = Path.Combine(folder, "key");
        await File.WriteAllTextAsync(key, identity.ExportText() + "\n");
        string ours = Path.Combine(folder, "ours"), theirs = Path.Combine(folder, "theirs");

        List<double>[] rates = [[], [], [], []];
        for (int round = 0; round < Rounds; round++)
        {
            rates[0].Add(await RateAsync(megabytes, () => SealAsync(plain, ours, identity.Recipient)));
            rates[1].Add(await RateAsync(megabytes, () => AgeAsync("-r", $"{identity.Recipient}", "-o", theirs, plain)));
            rates[2].Add(await RateAsync(megabytes, () => OpenAsync(theirs, Path.Combine(folder, "opened"), identity)));
            rates[3].Add(await RateAsync(megabytes, () => AgeAsync("-d", "-i", key, "-o", Path.Combine(folder, "opened"), ours)));
        }

        string[] names = ["seal, ours", "seal, age", "open, ours", "open, age"];
        for (int index = 0; index < names.Length; index++)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{names[index],-12} {rates[index].Order().ElementAt(Rounds / 2),6:F0} MB/s (median of {Rounds}, {megabytes} MiB, "
                    + $"file to file)"));
        }

        return 0;
    }

    private static async Task<double> RateAsync(long megabytes, Func<Task> act)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await act();
        return megabytes * 1.048576 / watch.Elapsed.TotalSeconds;
    }

    private static async Task SealAsync(string from, string to, X25519Recipient recipient)
    {
        await using FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using FileStream target = new(to, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await AgeSealer.SealAsync(source, target, [recipient], CancellationToken.None);
    }

    private static async Task OpenAsync(string from, string to, X25519Identity identity)
    {
        await using FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using FileStream target = new(to, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await AgeOpener.OpenAsync(source, target, [identity], null, CancellationToken.None);
    }

    private static async Task AgeAsync(params string[] arguments)
    {
        using Process age = Process.Start(new ProcessStartInfo("age", arguments))
            ?? throw new InvalidOperationException("no age on this machine");
        await age.WaitForExitAsync();
        if (age.ExitCode != 0)
        {
            throw new InvalidOperationException($"age ended with {age.ExitCode}");
        }
    }

    private static async Task WriteAsync(string path, long megabytes)
    {
        byte[] block = RandomNumberGenerator.GetBytes(1024 * 1024);
        await using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        for (long written = 0; written < megabytes; written++)
        {
            await file.WriteAsync(block);
        }
    }
}
