using System.Text;

namespace Exchange.Testing.World;

/// <summary>Text that one thread writes and another reads meanwhile.</summary>
public sealed class LockedWriter : TextWriter
{
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (text)
        {
            text.Append(value);
        }
    }

    public override string ToString()
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
