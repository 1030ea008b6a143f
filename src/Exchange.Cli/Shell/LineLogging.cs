using System.Globalization;
using Exchange.Formats.Safety;
using Microsoft.Extensions.Logging;

namespace Exchange.Cli.Shell;

/// <summary>Writes a log as plain lines: time, level, category, text. Log entries hold ids and codes only.</summary>
internal sealed class LineLogging(TextWriter destination) : ILoggerProvider
{
    private readonly Lock writing = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(LineLogging owner, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            string time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            string failure = exception is null ? "" : $" ({exception.GetType().Name})";
            lock (owner.writing)
            {
                owner.Write($"{time} {logLevel} {name} {TerminalText.Safe(formatter(state, exception), 2000)}{failure}");
            }
        }
    }

    // A log that cannot be written (a full disk, a closed pipe) must not stop the work.
    private void Write(string line)
    {
        try
        {
            destination.WriteLine(line);
        }
        catch (IOException)
        {
        }
    }
}
