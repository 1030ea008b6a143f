using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange join</c>: creates this device's keys and the request that an administrator signs.</summary>
internal static class JoinVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> agreement = new("AGREEMENT") { Description = "The file of the signed agreement." };
        Option<string> name = new("--as") { Description = "Your name: party/handle.", Required = true, HelpName = "NAME" };
        Option<string> device =
            new("--device") { Description = "A name for this device.", DefaultValueFactory = _ => "laptop", HelpName = "NAME" };
        Option<string[]> roles = new("--role")
        {
            Description = "A role to request: submitter, reader, approver, compliance or administrator; may be repeated.",
            HelpName = "ROLE",
        };
        Option<string> server = new("--server")
        {
            Description = "The server's address.",
            DefaultValueFactory = _ => AgreementHome.DefaultServer,
            HelpName = "HOST:PORT",
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "The file to write the request to.",
            DefaultValueFactory = _ => "join-request.json",
            HelpName = "FILE",
        };
        Option<bool> noPassphrase = SharedOptions.NoPassphrase();
        Verb command = new(
            "join",
            """
            Create this device's keys and a request to join an agreement.
            The private keys stay in the home. An administrator signs the request, which holds the public halves.
            """,
            "exchange join agreement.json --as lab/alice --role submitter")
            { agreement, name, device, roles, server, output, noPassphrase };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);

            // 1. The agreement is verified before anything is created for it.
            DsseEnvelope envelope = Call.ReadEnvelope(parsed.GetRequiredValue(agreement), "an agreement");
            Agreement verified = AgreementVerifier.Verify(envelope);
            MemberName member = Names.Read(parsed.GetRequiredValue(name), MemberName.Parse);
            if (verified.Party(member.Party) is null)
            {
                throw new ClientException(
                    ExitCode.Usage,
                    $"{member.Party} is not a party to this agreement.",
                    $"Its parties are {string.Join(", ", verified.Predicate.Parties.Select(party => party.Name))}.",
                    "");
            }

            // 2. A folder of the home for it, and the keys.
            string folder = parsed.GetValue(SharedOptions.In) ?? string.Join('-', verified.Predicate.Parties.Select(party => party.Name));
            char[] passphrase = call.NewPassphrase(noPassphrase, "the new keys");
            AgreementHome home = ClientHome.Open(call.HomeFolder).Create(folder, envelope, parsed.GetRequiredValue(server));
            using DeviceKeys keys = DeviceKeys.Generate();
            KeyFile.WriteDevice(home.Folder, keys, passphrase);
            Array.Clear(passphrase);

            // 3. The request for the administrator.
            DsseEnvelope request = JoinRequests.Create(
                verified.Id,
                member,
                Names.Read(parsed.GetRequiredValue(device), Handle.Parse),
                Names.Roles(parsed.GetValue(roles) ?? []),
                keys);
            call.WriteNew(parsed.GetRequiredValue(output), request.Encode());
            call.Say($"You are joining the agreement with digest {verified.Digest}; "
                + "compare it with your administrator's over another channel.");
            call.Say("Send the request to an administrator of your party, who runs: exchange member enrol REQUEST");
            return 0;
        });
        return command;
    }
}
