using Exchange.Client.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Safety;

namespace Exchange.Client.Home;

/// <summary>A participant's home: one folder for each agreement.</summary>
public sealed class ClientHome
{
    /// <summary>The environment variable that names the home.</summary>
    public const string Variable = "EXCHANGE_HOME";

    private ClientHome(string root) => Root = root;

    public string Root { get; }

    /// <summary>Opens a home, which need not exist yet.</summary>
    public static ClientHome Open(string root) => new(Path.GetFullPath(root));

    /// <summary>The home to use: the one given, or <c>EXCHANGE_HOME</c>, or the XDG data folder.</summary>
    public static string Locate(string? given)
    {
        if ((given ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } named)
        {
            return named;
        }

        string data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg && Path.IsPathFullyQualified(xdg)
            ? xdg
            : Path.Combine(UserFolder, ".local", "share");
        return Path.Combine(data, "exchange");
    }

    private static string UserFolder =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>The agreements' folders, in the order of their names.</summary>
    public IReadOnlyList<AgreementHome> List() => System.IO.Directory.Exists(Root)
        ? [.. System.IO.Directory.EnumerateDirectories(Root).Order(StringComparer.Ordinal)
            .Where(folder => File.Exists(Path.Combine(folder, "agreement.json"))).Select(AgreementHome.Load)]
        : [];

    /// <summary>The agreement of that name; without a name, the only one.</summary>
    /// <exception cref="ClientException">There is no agreement of that name, none at all, or more than one to choose from.</exception>
    public AgreementHome Pick(string? name)
    {
        IReadOnlyList<AgreementHome> homes = List();
        string names = string.Join(", ", homes.Select(home => TerminalText.Safe(home.Name)));
        return (name, homes) switch
        {
            (_, []) => throw new ClientException(
                ExitCode.Usage, $"There is no agreement in {TerminalText.Safe(Root)}.", "This home has not joined any yet.",
                "Begin with: exchange join AGREEMENT --as party/handle, or name another home with --home."),
            (null, [AgreementHome only]) => only,
            (null, _) => throw new ClientException(
                ExitCode.Usage, "It is not clear which agreement is meant.", $"This home has several: {names}.",
                "Name one with --in NAME."),
            _ => homes.FirstOrDefault(home => home.Name == name)
                ?? throw new ClientException(
                    ExitCode.Usage, $"There is no agreement {TerminalText.Safe(name)} in this home.", $"It has: {names}.",
                    "Name one of them with --in NAME."),
        };
    }

    /// <summary>Begins a folder for an agreement, which it pins.</summary>
    /// <param name="name">1 to 32 of <c>a-z 0-9 -</c>, beginning with a letter.</param>
    /// <exception cref="ClientException">The name is not valid or taken, or the agreement is not valid.</exception>
    public AgreementHome Create(string name, DsseEnvelope agreement, string server)
    {
        if (!Handle.TryParse(name, out _))
        {
            throw new ClientException(
                ExitCode.Usage, $"{TerminalText.Safe(name)} cannot name an agreement.",
                "A name is 1 to 32 of a-z, 0-9 and '-', beginning with a letter.", "Choose another name.");
        }

        PrivateFile.MakeFolder(Root);
        return AgreementHome.Create(Path.Combine(Root, name), agreement, server);
    }
}
