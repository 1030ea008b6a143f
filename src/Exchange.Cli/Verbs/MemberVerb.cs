using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange member enrol|revoke|list</c>.</summary>
internal static class MemberVerb
{
    public static Command Create(CommandEnvironment environment) =>
        new Verb("member", "Enrol, revoke and list members.", "exchange member list")
        {
            Enrol(environment), Revoke(environment), List(environment),
        };

    private static Command Enrol(CommandEnvironment environment)
    {
        Argument<string> request = new("REQUEST") { Description = "The file of the request that 'exchange join' wrote." };
        Option<string[]> roles = new("--role")
        {
            Description = "A role to give: submitter, reader, approver, compliance or administrator; may be repeated. "
                + "Default: the roles requested.",
            HelpName = "ROLE",
        };
        Option<string[]> teams =
            new("--team") { Description = "A team of the party to add the member to; may be repeated.", HelpName = "TEAM" };
        Option<string?> root = new("--root")
        {
            Description = "The folder of a root key to sign with (required for administrators); the membership is written to --output.",
            HelpName = "DIR",
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "With --root: the file to write the membership to.",
            DefaultValueFactory = _ => "membership.json",
            HelpName = "FILE",
        };
        Verb command = new(
            "enrol",
            """
            Sign a member's membership and send it to the server.
            First check over another channel that the request is really theirs.
            """,
            "exchange member enrol join-request.json --role submitter") { request, roles, teams, root, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            Statement<JoinRequestPredicate> asked =
                JoinRequests.Verify(Call.ReadEnvelope(parsed.GetRequiredValue(request), "a join request"));
            IReadOnlyList<Role> given = Names.Roles(parsed.GetValue(roles) is { Length: > 0 } named ? named : asked.Predicate.WantsRoles);
            IReadOnlyList<Handle> inTeams = [.. (parsed.GetValue(teams) ?? []).Select(team => Names.Read(team, Handle.Parse))];
            MemberName name = new(asked.Predicate.Party, asked.Predicate.Handle);
            if (given.Count == 0)
            {
                throw new ClientException(
                    ExitCode.Usage, $"{name} would have no role.", "The request does not ask for one.", "Give --role.");
            }

            if (parsed.GetValue(root) is { } folder)
            {
                using RootKeys keys = KeyFile.ReadRoot(folder, call.Unlock);
                call.WriteNew(
                    parsed.GetRequiredValue(output),
                    Memberships.Sign(asked, given, inTeams, previous: null, keys.Signer).Encode());
                call.Say($"Signed: {name} as {string.Join(", ", given.Select(RoleNames.Format))}.");
                return 0;
            }

            using Participant self = await call.OpenAsync(cancellationToken);
            RequireMayEnrol(self.Self, name, given);
            DsseEnvelope membership = Memberships.Sign(asked, given, inTeams, self.Directory.Find(name), self.Keys.Signer);
            await self.AppendToDirectoryAsync(membership, cancellationToken);
            call.Say($"{name} is enrolled as {string.Join(", ", given.Select(RoleNames.Format))}.");
            return 0;
        });
        return command;
    }

    private static Command Revoke(CommandEnvironment environment)
    {
        Argument<string> who = new("MEMBER") { Description = "The member: party/handle, or the handle alone if it is unique." };
        Option<string> reason = new("--reason")
        {
            Description = "The reason: left, key-compromise, role-ended or other; recorded in the directory.",
            HelpName = "REASON",
            DefaultValueFactory = _ => RevocationReason.Other,
        };
        reason.AcceptOnlyFromAmong([.. RevocationReason.All]);
        Option<string?> root =
            new("--root") { Description = "The folder of a root key to sign with (required for administrators).", HelpName = "DIR" };
        Verb command =
            new("revoke", "End a membership for good; its keys are never valid again.", "exchange member revoke lab/alice --reason left")
            {
                who, reason, root,
            };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            Member member = Names.Member(self.Directory, parsed.GetRequiredValue(who));
            if (parsed.GetValue(root) is null)
            {
                RequireAdministrator(self.Self, member.Name.Party);
            }

            using RootKeys? keys = parsed.GetValue(root) is { } folder ? KeyFile.ReadRoot(folder, call.Unlock) : null;
            DsseEnvelope revocation =
                Memberships.Revoke(self.Agreement.Id, member, parsed.GetRequiredValue(reason), keys?.Signer ?? self.Keys.Signer);
            await self.AppendToDirectoryAsync(revocation, cancellationToken);
            call.Say($"{member.Name} is revoked.");
            return 0;
        });
        return command;
    }

    private static Command List(CommandEnvironment environment)
    {
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "list", "List the members in the directory, including revoked ones.", "exchange member list", "exchange member list --json")
        {
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                call.SayJson([.. self.Directory.Members.Select(Print)], CliJson.Default.IReadOnlyListMemberJson);
                return 0;
            }

            TextTable table = new("member", "devices", "teams", "roles");
            foreach (Member member in self.Directory.Members)
            {
                string roles = string.Join(", ", member.Roles.Select(RoleNames.Format));
                table.Add(
                    member.Name.ToString(),
                    string.Join(", ", member.Devices.Select(device => device.Name)),
                    string.Join(", ", member.Teams),
                    member.Active ? roles : "revoked");
            }

            call.Say(table);
            return 0;
        });
        return command;
    }

    private static MemberJson Print(Member member) => new(
        member.Name.ToString(), member.Id.ToString(), member.Active,
        [.. member.Roles.Select(RoleNames.Format)],
        [.. member.Teams.Select(team => team.ToString())],
        [.. member.Devices.Select(device => device.Name.ToString())]);

    // The server and every other member would refuse such a statement anyway; here the reason can be given.
    private static void RequireMayEnrol(Member self, MemberName name, IReadOnlyList<Role> given)
    {
        RequireAdministrator(self, name.Party);
        if (given.Contains(Role.Administrator))
        {
            throw new ClientException(
                ExitCode.Failed,
                $"{name} cannot be made an administrator this way.",
                "Only a party's root key can make administrators.",
                "Sign with the root key: exchange member enrol REQUEST --root DIR");
        }
    }

    private static void RequireAdministrator(Member self, PartyName party)
    {
        if (!self.Has(Role.Administrator) || self.Name.Party != party)
        {
            throw new ClientException(
                ExitCode.Failed,
                $"{self.Name} is not an administrator of {party}.",
                "Only an administrator of a member's own party can enrol or revoke them.",
                $"Ask an administrator of {party}; to find one, run: exchange member list");
        }
    }
}

/// <summary>One line of <c>member list --json</c>.</summary>
internal sealed record MemberJson(
    string Member, string Id, bool Active, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams, IReadOnlyList<string> Devices);
