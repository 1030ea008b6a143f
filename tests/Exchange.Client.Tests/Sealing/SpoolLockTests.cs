using Exchange.Client.Sealing;

namespace Exchange.Client.Tests.Sealing;

public sealed class SpoolLockTests : IDisposable
{
    private readonly string spools = Directory.CreateTempSubdirectory("spools-").FullName;

    public void Dispose() => Directory.Delete(spools, recursive: true);

    [Fact]
    public void Locks_that_a_killed_program_left_go_and_others_stay()
    {
        DateTime now = File.GetLastWriteTimeUtc(Left("young"));
        string left = Old(Left("left"), now);
        string waiting = Old(Left("waiting"), now);
        Directory.CreateDirectory(Path.Combine(spools, "waiting"));
        using FileStream held = SpoolLock.TryTake(Path.Combine(spools, "held"))!;
        Old(held.Name, now);

        SpoolLock.RemoveLeft(spools, now - TimeSpan.FromHours(1));

        Assert.False(File.Exists(left));
        Assert.All([waiting, held.Name, Path.Combine(spools, "young.lock")], path => Assert.True(File.Exists(path)));
    }

    private string Left(string item)
    {
        string path = Path.Combine(spools, item + SpoolLock.Extension);
        File.WriteAllBytes(path, []);
        return path;
    }

    private static string Old(string path, DateTime now)
    {
        File.SetLastWriteTimeUtc(path, now - TimeSpan.FromHours(2));
        return path;
    }
}
