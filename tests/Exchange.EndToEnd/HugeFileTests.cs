using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Exchange.Testing.World;

namespace Exchange.EndToEnd;

/// <summary>A file that fits into no memory: handed in, broken off, gone on with, opened.</summary>
public sealed partial class HugeFileTests
{
    private const long Size = 4L * 1024 * 1024 * 1024;
    private const long MostMemory = 300L * 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Four_gibibytes_go_both_ways_in_little_memory_and_a_cut_costs_only_what_was_not_yet_there()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        try
        {
            string address = TwoOrganisations.FreeAddress();
            (await Commands.RunAsync(["sandbox", folder, "--listen", address])).Expect(0);
            string home = Path.Combine(folder, "server");
            string file = Path.Combine(folder, "huge.bin");
            string digest = await WriteAsync(file);
            await using ServerProcess server = await ServerProcess.StartAsync(home, address, []);

            // 1. Cut at 60 % of the upload.
            using ClientProcess first = ClientProcess.Start("submit", file, "--to", "bob", "--home", Path.Combine(folder, "alice"));
            CommandResult cut = await first.WaitAsync(() => UploadedBytes(home) >= Size / 10 * 6);
            Assert.Equal(137, cut.ExitCode);

            // 2. Gone on with: the file is another one now, and what arrives is what was sealed.
            await File.AppendAllTextAsync(file, "changed since", Cancel);
            string item = (await Commands.RunAsync(["outbox", "--json", "--home", Path.Combine(folder, "alice")]))
                .Expect(0).Json[0].GetProperty("item").GetString()!;
            using ClientProcess second = ClientProcess.Start("submit", "--resume", item, "--home", Path.Combine(folder, "alice"));
            Assert.Contains(
                "huge.bin has changed since it was sealed",
                (await second.WaitAsync()).Expect(0).Error,
                StringComparison.Ordinal);
            File.Delete(file);

            // 3. The server's own count: each byte came once, but for what was cut inside a leaf.
            long[] taken = [.. Taken().Matches(server.Log)
                .Select(match => long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                .Where(bytes => bytes > 1024 * 1024)];
            Assert.Equal(2, taken.Length);
            Assert.True(taken[0] >= Size / 10 * 6, $"only {taken[0]} bytes before the cut");
            Assert.True(taken.Sum() < Size + (Size / 1000), $"{taken.Sum()} bytes were taken of {Size}");

            // 4. Fetched: cut at 60 %, seen in the outbox, gone on with.
            string[] pull =
            [
                "pull", item, "--purpose", "research", "-o", Path.Combine(folder, "out"), "--home", Path.Combine(folder, "bob"),
                "--verbose",
            ];
            using ClientProcess third = ClientProcess.Start(pull);
            Assert.Equal(137, (await third.WaitAsync(() => FetchedBytes(folder) >= Size / 10 * 6)).ExitCode);
            Assert.Equal(
                "in",
                (await Commands.RunAsync(["outbox", "--json", "--home", Path.Combine(folder, "bob")]))
                    .Expect(0).Json[0].GetProperty("direction").GetString());
            using ClientProcess fourth = ClientProcess.Start(pull);
            CommandResult pulled = (await fourth.WaitAsync()).Expect(0);
            Assert.Equal(digest, await DigestAsync(Path.Combine(folder, "out", "huge.bin")));
            long fetched = long.Parse(Fetched().Match(pulled.Error).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            Assert.True(fetched < Size / 10 * 5, $"{fetched} bytes were fetched again");
            Assert.Empty(
                (await Commands.RunAsync(["outbox", "--json", "--home", Path.Combine(folder, "bob")])).Expect(0).Json.EnumerateArray());

            // 5. In little memory, all of them; and one opening is what it cost.
            Assert.All([first, second, third, fourth], client => Assert.InRange(client.PeakBytes, 1, MostMemory));
            Assert.InRange(ClientProcess.PeakOf(server.Id), 1, MostMemory);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"peaks in MB: submit {first.PeakBytes / 1000000}, resume {second.PeakBytes / 1000000}, pull {third.PeakBytes / 1000000} "
                    + $"and {fourth.PeakBytes / 1000000}, server {ClientProcess.PeakOf(server.Id) / 1000000}");
            (await Commands.RunAsync(["audit", "verify", "--full", "--home", Path.Combine(folder, "carol")])).Expect(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long UploadedBytes(string home) => Total(Path.Combine(home, "uploads"), "*.partial");

    private static long FetchedBytes(string folder) => Total(Path.Combine(folder, "out"), ".*.age.part");

    private static long Total(string folder, string pattern) => Directory.Exists(folder)
        ? new DirectoryInfo(folder)
            .EnumerateFiles(
                pattern,
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true })
            .Sum(file => file.Exists ? file.Length : 0)
        : 0;

    // One random block after another, each with its number, so that no two leaves are the same.
    private static async Task<string> WriteAsync(string path)
    {
        byte[] block = RandomNumberGenerator.GetBytes(16 * 1024 * 1024);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (long written = 0; written < Size; written += block.Length)
        {
            BitConverter.TryWriteBytes(block, written);
            hash.AppendData(block);
            await file.WriteAsync(block, Cancel);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static async Task<string> DigestAsync(string path)
    {
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(await SHA256.HashDataAsync(file, Cancel));
    }

    [GeneratedRegex("Took ([0-9]+) bytes of part 1 ")]
    private static partial Regex Taken();

    [GeneratedRegex("Part 1 of .*: ([0-9]+) bytes fetched")]
    private static partial Regex Fetched();
}
