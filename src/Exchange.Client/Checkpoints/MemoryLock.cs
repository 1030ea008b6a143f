using Exchange.Client.Errors;

namespace Exchange.Client.Checkpoints;

/// <summary>Lets one process at a time compare with what is remembered and replace it. The system frees it with the process.</summary>
internal static class MemoryLock
{
    private const int Tries = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>The lock; disposal frees it.</returns>
    /// <exception cref="ClientException">Another process held it for half a minute.</exception>
    public static async Task<FileStream> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, "lock");
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }

        throw new ClientException(
            ExitCode.Failed, "Another program is using this agreement's memory.", $"It has held {path} for half a minute.",
            "Wait until it ends, or end it.");
    }
}
