using System.Text;

namespace Exchange.EndToEnd;

/// <summary>Where a progress bar is drawn: stops the command when a second transfer, which is the upload, is half done.</summary>
internal sealed class StoppingWriter(CancellationTokenSource stop) : TextWriter
{
    private bool isSealed;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        // A bar is drawn by whole texts.
    }

    public override void Write(string? value)
    {
        isSealed |= value?.Contains(" 100 %", StringComparison.Ordinal) ?? false;
        if (isSealed && (value?.Contains(" 50 %", StringComparison.Ordinal) ?? false))
        {
            stop.Cancel();
        }
    }
}
