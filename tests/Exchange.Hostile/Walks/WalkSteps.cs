using Exchange.Client.Errors;
using Grpc.Core;

namespace Exchange.Hostile.Walks;

/// <summary>Steps taken, by what they were; a refused one counts under its name with a minus.</summary>
internal sealed class WalkSteps
{
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public async Task TakeAsync(string name, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception refused) when (refused is RpcException
        {
            StatusCode: StatusCode.PermissionDenied or StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.NotFound
        }
            or ClientException { Exit: ExitCode.Usage })
        {
            name = "-" + name;
        }

        Counts[name] = Counts.GetValueOrDefault(name) + 1;
    }
}
