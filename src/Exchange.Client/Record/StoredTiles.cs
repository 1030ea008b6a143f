using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Transport;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Record;

/// <summary>
/// The tiles and entry bundles of a log as an auditor sees them: one that a signed tree must have, and has not, is a finding.
/// </summary>
internal sealed class StoredTiles(ExchangeServer server, LogName log)
{
    /// <exception cref="VerificationException">The server has not got it.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> FetchAsync(TileCoordinate tile, CancellationToken cancellationToken)
    {
        try
        {
            return await server.Logs.GetTileAsync(log, tile, cancellationToken);
        }
        catch (ClientException missing) when (missing.Exit == ExitCode.Failed)
        {
            throw new VerificationException(
                VerificationFault.TileWrong,
                $"{tile.Path} of the {(log == LogName.Audit ? "audit" : "directory")} log is missing",
                missing);
        }
    }
}
