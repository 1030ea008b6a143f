namespace Exchange.Client.Tests.Fakes;

/// <summary>A folder of this test's own, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("exchange-client-").FullName;

    public string Join(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
