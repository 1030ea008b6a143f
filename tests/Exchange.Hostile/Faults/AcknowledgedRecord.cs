using Exchange.Client.Errors;

namespace Exchange.Hostile.Faults;

/// <summary>What clients were told, by whatever server was there at the time.</summary>
internal sealed class AcknowledgedRecord
{
    private readonly Lock adding = new();
    private readonly List<AcknowledgedSubmission> submissions = [];
    private readonly List<AcknowledgedRelease> releases = [];
    private readonly List<ClientException> refusals = [];

    public IReadOnlyList<AcknowledgedSubmission> Submissions => Copy(submissions);

    public IReadOnlyList<AcknowledgedRelease> Releases => Copy(releases);

    /// <summary>Calls that were given up: what they asked for may have happened, or not.</summary>
    public IReadOnlyList<ClientException> Refusals => Copy(refusals);

    public int Count
    {
        get
        {
            lock (adding)
            {
                return submissions.Count + releases.Count;
            }
        }
    }

    public void Add(AcknowledgedSubmission submission) => Add(submissions, submission);

    public void Add(AcknowledgedRelease release) => Add(releases, release);

    public void Add(ClientException refusal) => Add(refusals, refusal);

    private void Add<T>(List<T> list, T what)
    {
        lock (adding)
        {
            list.Add(what);
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (adding)
        {
            return [.. list];
        }
    }
}
