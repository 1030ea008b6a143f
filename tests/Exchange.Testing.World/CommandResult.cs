using System.Text.Json;

namespace Exchange.Testing.World;

/// <summary>How a command ended and what it printed.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public CommandResult Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
        Assert.DoesNotContain("   at Exchange.", Error, StringComparison.Ordinal);
        return this;
    }

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
