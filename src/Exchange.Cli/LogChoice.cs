using System.CommandLine;
using Exchange.Cli.Verbs;
using Exchange.Client.Errors;
using Exchange.Formats.Safety;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Cli;

/// <summary>
/// How much is logged: <c>--verbose</c> for everything, else what <c>EXCHANGE_LOG</c> names, else the command's own default.
/// </summary>
internal static class LogChoice
{
    public const string Variable = "EXCHANGE_LOG";

    /// <exception cref="ClientException">The variable names no level.</exception>
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
                    $"'{TerminalText.Safe(named, 40)}' is no level of the log.",
                    $"{Variable} names one.",
                    "Use trace, debug, information or warning."),
            };
    }

    /// <summary>The client's log, which is silent unless asked for.</summary>
    public static ILoggerFactory ForClient(ParseResult parsed, TextWriter destination)
    {
        LogLevel level = Read(parsed, LogLevel.None);
        return level == LogLevel.None
            ? NullLoggerFactory.Instance
            : LoggerFactory.Create(logging => logging.SetMinimumLevel(level).AddProvider(new LineLogging(destination)));
    }
}
