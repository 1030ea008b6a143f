using System.Text;

namespace Exchange.Architecture.Tests;

/// <summary>Shows a type in each place where a public member can, and hides one; never run.</summary>
public abstract class PublicSample : IDisposable
{
    private readonly StringBuilder hidden = new();

    public IReadOnlyList<Version> Versions => [new Version(1, hidden.Length)];

    public abstract void Dispose();

    protected abstract void Take(Uri address);

    public sealed record Nested(TimeZoneInfo Zone);
}
