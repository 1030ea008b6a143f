namespace Exchange.Cli.Json;

/// <summary>What <c>agreement show --json</c> prints; signed says whether every party has.</summary>
internal sealed record AgreementJson(
    string Agreement,
    int Version,
    string Digest,
    bool Signed,
    string Start,
    string End,
    IReadOnlyList<PartyJson> Parties,
    string DirectoryLog,
    string AuditLog,
    string? Operator,
    int Witnesses,
    int Quorum,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<KindJson> Kinds);
