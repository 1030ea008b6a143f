using Exchange.Client.Agreements;
using Exchange.Client.Home;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Server.Hosting;

namespace Exchange.Cli.Sandbox;

/// <summary>
/// Sets up a lab and an institute in one folder, by the same steps that two real organisations take. Keys have no passphrase
/// (mode 0600): it is for trying things out, and says so.
/// </summary>
internal static class SandboxBuilder
{
    private static readonly (PartyName Name, string DisplayName)[] Parties =
        [(PartyName.Parse("lab"), "Example Lab"), (PartyName.Parse("institute"), "Example Institute")];

    /// <summary>Builds DIR/roots, DIR/agreement.json, DIR/server and one home for each person.</summary>
    /// <param name="address">Where the server will listen, as the homes record it.</param>
    public static void Create(string folder, string address, TimeProvider time)
    {
        // 1. Each party creates its root key, the operator the server's keys.
        PrivateFile.MakeFolder(folder);
        Dictionary<PartyName, RootKeys> roots = Parties.ToDictionary(party => party.Name, party => MakeRoot(folder, party.Name));
        string server = Path.Combine(folder, "server");
        ServerKeys serverKeys = ServerHome.CreateKeys(server, "sandbox.example/directory", "sandbox.example/audit");

        // 2. The agreement is drafted from the public halves and signed by both.
        AgreementDraft draft = AgreementDraft.Begin(
            [.. Parties.Select(party => RootPublicFile.Of(party.Name, party.DisplayName, roots[party.Name].Signer))],
            new ServerPublicFile(serverKeys.Directory, serverKeys.Audit, serverKeys.Operator),
            time) with
        { Operator = Parties[0].Name };
        DsseEnvelope envelope =
            roots.Values.Aggregate(draft.ToEnvelope(), (signed, root) => AgreementSigning.AddSignature(signed, root.Signer));
        Agreement agreement = AgreementVerifier.Verify(envelope);
        AtomicFile.Write(Path.Combine(folder, "agreement.json"), envelope.Encode());

        // 3. Each person joins. Root keys enrol administrators, administrators enrol everyone else.
        Dictionary<PartyName, SignerKey> administrators = [];
        List<DeviceKeys> made = [];
        List<DsseEnvelope> memberships = [];
        foreach (SandboxPerson person in SandboxPerson.All)
        {
            DeviceKeys keys = Join(folder, address, person, envelope);
            made.Add(keys);
            Statement<JoinRequestPredicate> request =
                JoinRequests.Verify(JoinRequests.Create(agreement.Id, person.Name, Handle.Parse("laptop"), person.Roles, keys));
            SignerKey signer = person.IsAdministrator ? roots[person.Name.Party].Signer : administrators[person.Name.Party];
            memberships.Add(Memberships.Sign(request, person.Roles, [], previous: null, signer));
            if (person.IsAdministrator)
            {
                administrators[person.Name.Party] = keys.Signer;
            }
        }

        // 4. The logs start with the agreement and the memberships.
        ServerHome.CreateLogs(server, envelope, memberships);
        made.ForEach(keys => keys.Dispose());
        foreach (RootKeys root in roots.Values)
        {
            root.Dispose();
        }
    }

    private static RootKeys MakeRoot(string folder, PartyName party)
    {
        string home = Path.Combine(folder, "roots", party.ToString());
        PrivateFile.MakeFolder(home);
        RootKeys keys = RootKeys.Generate();
        KeyFile.WriteRoot(home, keys, []);
        return keys;
    }

    private static DeviceKeys Join(string folder, string address, SandboxPerson person, DsseEnvelope agreement)
    {
        AgreementHome home = ClientHome.Open(Path.Combine(folder, person.Name.Handle.ToString())).Create("sandbox", agreement, address);
        DeviceKeys keys = DeviceKeys.Generate();
        KeyFile.WriteDevice(home.Folder, keys, []);
        return keys;
    }
}
