namespace Exchange.Formats.Tests.Age;

/// <summary>How many bytes went in and have not come out: what lies between must be held somewhere.</summary>
internal sealed class HeldBytes
{
    private readonly Lock gate = new();
    private long read;

    public long Written { get; private set; }

    public long Peak { get; private set; }

    public Action<long>? OnWritten { get; init; }

    public void Read(int count)
    {
        lock (gate)
        {
            read += count;
            Peak = Math.Max(Peak, read - Written);
        }
    }

    public void Write(int count)
    {
        lock (gate)
        {
            Written += count;
        }

        OnWritten?.Invoke(Written);
    }
}
