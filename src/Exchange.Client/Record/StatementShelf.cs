using Exchange.Client.Errors;
using Exchange.Client.Transport;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Record;

/// <summary>Statements that events name, each fetched once and held against its digest.</summary>
internal sealed class StatementShelf(ExchangeServer server)
{
    private readonly Dictionary<Sha256Digest, DsseEnvelope> fetched = [];

    public int Count => fetched.Count;

    /// <exception cref="VerificationException">It is withheld, or another one came.</exception>
    public async Task<DsseEnvelope> GetAsync(Sha256Digest digest, string where, CancellationToken cancellationToken)
    {
        if (fetched.TryGetValue(digest, out DsseEnvelope? known))
        {
            return known;
        }

        DsseEnvelope statement;
        try
        {
            statement = await server.Audit.GetStatementAsync(digest, cancellationToken);
        }
        catch (ClientException withheld) when (withheld.Exit == ExitCode.Denied)
        {
            throw new VerificationException(VerificationFault.StatementMissing, where, withheld);
        }

        fetched.Add(digest, statement);
        return statement;
    }
}
