using Exchange.Formats.Primitives;

namespace Exchange.Reports.Inspect;

/// <summary>A file that has been found to be an Inspect log, in one of the two ways that Inspect writes them.</summary>
internal interface IInspectLog
{
    /// <summary>Reads what the log says of itself, once.</summary>
    /// <exception cref="MalformedException">Damaged, too large or too deep.</exception>
    /// <exception cref="UnknownLogVersionException">Of a version that is not known.</exception>
    Task<Evaluation> ReadAsync(CancellationToken cancellationToken);
}
