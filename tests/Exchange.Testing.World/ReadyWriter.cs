using System.Text;

namespace Exchange.Testing.World;

/// <summary>Tells when a server has printed that it is ready.</summary>
public sealed class ReadyWriter : TextWriter
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
