using System.Diagnostics;

namespace Exchange.Formats.Tests.Age;

/// <summary>Debian's <c>age</c>, an implementation that is not ours. Tests are skipped if it is not installed.</summary>
internal static class AgeCommand
{
    public static void Require(params string[] commands)
    {
        foreach (string command in commands)
        {
            Assert.SkipUnless(Find(command) is not null, $"skipped: {command} is not on PATH");
        }
    }

    /// <summary>Runs a command to its end and gives back its standard output.</summary>
    public static async Task<string> RunAsync(string command, params string[] arguments)
    {
        using Process process = Start(command, arguments);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{command}: {await errors}");
        return output;
    }

    /// <summary>Runs <c>age</c>, which asks a terminal for passphrases, under a pseudo-terminal; answers each prompt.</summary>
    public static async Task RunWithPassphraseAsync(string passphrase, string commandLine)
    {
        using Process process = Start("script", ["-qec", commandLine, "/dev/null"]);
        char[] buffer = new char[256];
        string pending = "";
        for (int read; (read = await process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
        {
            pending += new string(buffer, 0, read);
            if (pending.Contains("passphrase", StringComparison.OrdinalIgnoreCase) && pending.TrimEnd().EndsWith(':'))
            {
                pending = "";
                await process.StandardInput.WriteAsync(passphrase + "\n");
                await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, pending);
    }

    private static Process Start(string command, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(Find(command)!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static string? Find(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, command))
            .FirstOrDefault(File.Exists);
}
