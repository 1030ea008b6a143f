namespace Exchange.Contract.Errors;

/// <summary>
/// The service refuses a call. <see cref="Exception.Message"/> is the detail for the server's own log; only the fixed text of the
/// code is sent. It never holds payloads, keys or purpose texts.
/// </summary>
public sealed class RefusedException(ErrorCode code, string detail) : Exception(detail)
{
    public ErrorCode Code { get; } = code;

    /// <summary>How long the caller should wait before the same call has a chance; null where waiting does not help.</summary>
    public TimeSpan? Wait { get; init; }
}
