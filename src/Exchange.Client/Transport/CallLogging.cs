using Microsoft.Extensions.Logging;

namespace Exchange.Client.Transport;

/// <summary>Logs every call by its name, with how long the answer took. Neither requests nor answers are read.</summary>
internal sealed class CallLogging(HttpMessageHandler inner, ILogger logger, TimeProvider time) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string call = request.RequestUri?.AbsolutePath ?? "";
        long began = time.GetTimestamp();
        Log.Calling(logger, call);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            Log.Answers(logger, call, (int)response.StatusCode, Elapsed(began));
            return response;
        }
        catch (Exception failed)
        {
            Log.Failed(logger, call, Elapsed(began), failed.GetType().Name);
            throw;
        }
    }

    private long Elapsed(long began) => (long)time.GetElapsedTime(began).TotalMilliseconds;
}
