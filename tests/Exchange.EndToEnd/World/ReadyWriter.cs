using System.Text;

namespace Exchange.EndToEnd.World;

/// <summary>Tells when a server has printed that it is ready.</summary>
internal sealed class ReadyWriter : TextWriter
{
    private readonly StringBuilder text = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ready => ready.Task;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (text)
        {
            text.Append(value);
            if (value == '\n' && text.ToString().Contains("ready ", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }
    }
}
