namespace Exchange.Server.Hosting;

/// <summary>Where a server keeps its files.</summary>
public sealed record ServerFolders(string Root)
{
    public string Agreement => Path.Combine(Root, "agreement.json");

    /// <summary>The public keys, to be sent to the author of the agreement.</summary>
    public string PublicKeys => Path.Combine(Root, "server-keys.json");

    public string Database => Path.Combine(Root, "exchange.db");

    public string Parts => Path.Combine(Root, "parts");

    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Parts of submissions that a crash undid; removed like the abandoned uploads beside them.</summary>
    internal string Leftovers => Path.Combine(Uploads, "leftover");

    internal string Keys => Path.Combine(Root, "keys");

    internal string DirectoryKey => Path.Combine(Keys, "directory.key");

    internal string AuditKey => Path.Combine(Keys, "audit.key");

    internal string OperatorKey => Path.Combine(Keys, "operator.pem");
}
