using System.Globalization;
using Exchange.Client.Sealing;

namespace Exchange.Cli.Verbs;

/// <summary>A line that shows how far a transfer is; only where a person watches.</summary>
internal sealed class TransferBar(Call call, string what) : IDisposable
{
    private int shown = -1;

    public IProgress<TransferProgress>? Progress => call.Environment.IsTerminal ? new Reporter(this) : null;

    public void Dispose()
    {
        if (shown >= 0)
        {
            call.Error.Write("\r\u001b[K");
        }
    }

    private void Show(long done, long all)
    {
        int percent = all <= 0 ? 100 : (int)(done * 100 / all);
        if (percent != shown)
        {
            shown = percent;
            call.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} [{new string('#', percent / 4)}{new string('.', 25 - (percent / 4))}] {percent} %"));
        }
    }

    private sealed class Reporter(TransferBar bar) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => bar.Show(value.Bytes, value.Total);
    }
}
