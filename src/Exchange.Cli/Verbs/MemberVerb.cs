using System.CommandLine;
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
    public static Command Create(CommandEnvironment environment) => new("member", "Enrol, revoke and list members.")
    {
        Enrol(environment), Revoke(environment), List(environment),
    };

    private static Command Enrol(CommandEnvironment environment)
    {
        Argument<string> request = new("REQUEST") { Description = "The file that 'exchange join' wrote." };
        Option<string[]> roles = new("--role") { Description = "A role to give; may be repeated. Without it, the roles asked for.", HelpName = "ROLE" };
        Option<string[]> teams = new("--team") { Description = "A team of the party; may be repeated.", HelpName = "TEAM" };
        Option<string?> root = new("--root") { Description = "Sign with the root key in this folder (administrators need it) and write the membership to --output.", HelpName = "DIR" };
        Option<string> output = new("--output", "-o") { Description = "With --root: where the membership goes.", DefaultValueFactory = _ => "membership.json", HelpName = "FILE" };
        Command command = new("enrol", "Sign somebody's membership, and send it to the server.\nCheck by other means that the request is theirs.\n\nExample: exchange member enrol join-request.json --role submitter") { request, roles, teams, root, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            Statement<JoinRequestPredicate> asked = JoinRequests.Verify(DsseEnvelope.Parse(Call.ReadSmall(parsed.GetRequiredValue(request), "a join request")));
            IReadOnlyList<Role> given = Names.Roles(parsed.GetValue(roles) is { Length: > 0 } named ? named : asked.Predicate.WantsRoles);
            IReadOnlyList<Handle> inTeams = [.. (parsed.GetValue(teams) ?? []).Select(team => Names.Read(team, Handle.Parse))];
            MemberName name = new(asked.Predicate.Party, asked.Predicate.Handle);
            if (given.Count == 0)
            {
                throw new ClientException(ExitCode.Usage, $"{name} would have no role.", "The request asks for none.", "Give --role.");
            }

            if (parsed.GetValue(root) is { } folder)
            {
                using RootKeys keys = KeyFile.ReadRoot(folder, call.Unlock);
                call.WriteNew(parsed.GetRequiredValue(output), Memberships.Sign(asked, given, inTeams, previous: null, keys.Signer).Encode());
                call.Say($"{name} is to be {string.Join(", ", given.Select(RoleNames.Format))}.");
                return 0;
            }

            using Participant self = await call.OpenAsync(cancellationToken);
            DsseEnvelope membership = Memberships.Sign(asked, given, inTeams, self.Directory.Find(name), self.Keys.Signer);
            await self.Server.AppendDirectoryAsync(membership, cancellationToken);
            call.Say($"{name} is enrolled as {string.Join(", ", given.Select(RoleNames.Format))}.");
            return 0;
        });
        return command;
    }

    private static Command Revoke(CommandEnvironment environment)
    {
        Argument<string> who = new("MEMBER") { Description = "party/handle, or handle where unique." };
        Option<string> reason = new("--reason") { Description = "left, key-compromise, role-ended or other.", DefaultValueFactory = _ => RevocationReason.Other };
        reason.AcceptOnlyFromAmong([.. RevocationReason.All]);
        Option<string?> root = new("--root") { Description = "Sign with the root key in this folder (administrators need it).", HelpName = "DIR" };
        Command command = new("revoke", "End a membership for good: its keys never count again.\n\nExample: exchange member revoke lab/alice --reason left") { who, reason, root };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            Member member = Names.Member(self.Directory, parsed.GetRequiredValue(who));
            using RootKeys? keys = parsed.GetValue(root) is { } folder ? KeyFile.ReadRoot(folder, call.Unlock) : null;
            DsseEnvelope revocation = Memberships.Revoke(self.Agreement.Id, member, parsed.GetRequiredValue(reason), keys?.Signer ?? self.Keys.Signer);
            await self.Server.AppendDirectoryAsync(revocation, cancellationToken);
            call.Say($"{member.Name} is revoked.");
            return 0;
        });
        return command;
    }

    private static Command List(CommandEnvironment environment)
    {
        Command command = new("list", "List the members that the directory states.\n\nExample: exchange member list");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            foreach (Member member in self.Directory.Members)
            {
                string state = member.Active ? string.Join(", ", member.Roles.Select(RoleNames.Format)) : "revoked";
                call.Say($"{member.Name,-24} {state}{(member.Teams.Length > 0 ? $"; teams {string.Join(", ", member.Teams)}" : "")}");
            }

            return 0;
        });
        return command;
    }
}
