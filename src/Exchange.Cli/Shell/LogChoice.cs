using System.CommandLine;
using Exchange.Client.Errors;
using Exchange.Formats.Safety;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Cli.Shell;

/// <summary>
/// How much is logged: everything with <c>--verbose</c>, otherwise the level in <c>EXCHANGE_LOG</c>, otherwise the command's default.
/// </summary>
internal static class LogChoice
{
    public const string Variable = "EXCHANGE_LOG";

    /// <exception cref="ClientException">The variable does not name a level.</exception>
    public static LogLevel Read(ParseResult parsed, LogLevel otherwise)
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        return parsed.GetValue(SharedOptions.Verbose) ? LogLevel.Trace
            : string.IsNullOrEmpty(named) ? otherwise
            : named.ToUpperInvariant() switch
            {
                "TRACE" => LogLevel.Trace,
                "DEBUG" => LogLevel.Debug,
                "INFORMATION" => LogLevel.Information,
                "WARNING" => LogLevel.Warning,
                _ => throw new ClientException(
                    ExitCode.Usage,
                    $"'{TerminalText.Safe(named, 40)}' is not a log level.",
                    $"{Variable} must name one.",
                    "Use trace, debug, information or warning."),
            };
    }

    /// <summary>The client's log, off unless asked for.</summary>
    public static ILoggerFactory ForClient(ParseResult parsed, TextWriter destination)
    {
        LogLevel level = Read(parsed, LogLevel.None);
        return level == LogLevel.None
            ? NullLoggerFactory.Instance
            : LoggerFactory.Create(logging => logging.SetMinimumLevel(level).AddProvider(new LineLogging(destination)));
    }
}
