namespace Exchange.EndToEnd.Peers;

/// <summary>How somebody else's program ended and what it printed.</summary>
internal sealed record PeerResult(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public PeerResult Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
        return this;
    }
}
