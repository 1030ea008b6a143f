using Exchange.Client.Sealing;
using Exchange.Client.Tests.Fakes;

namespace Exchange.Client.Tests.Sealing;

public sealed class SpoolLockTests : IDisposable
{
    private readonly TemporaryFolder spools = new();

    public void Dispose() => spools.Dispose();

    [Fact]
    public void Locks_that_a_killed_program_left_go_and_others_stay()
    {
        DateTime now = File.GetLastWriteTimeUtc(Left("young"));
        string left = Old(Left("left"), now);
        string waiting = Old(Left("waiting"), now);
        System.IO.Directory.CreateDirectory(spools.Join("waiting"));
        using FileStream held = SpoolLock.TryTake(spools.Join("held"))!;
        Old(held.Name, now);

        SpoolLock.RemoveLeft(spools.Path, now - TimeSpan.FromHours(1));

        Assert.False(File.Exists(left));
        Assert.All([waiting, held.Name, spools.Join("young.lock")], path => Assert.True(File.Exists(path)));
    }

    private string Left(string item)
    {
        string path = spools.Join(item + SpoolLock.Extension);
        File.WriteAllBytes(path, []);
        return path;
    }

    private static string Old(string path, DateTime now)
    {
        File.SetLastWriteTimeUtc(path, now - TimeSpan.FromHours(2));
        return path;
    }
}
