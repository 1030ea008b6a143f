using System.CommandLine;
using System.Net;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Formats.Safety;
using Exchange.Server;
using Exchange.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange serve</c>: loads a server's folder and serves it. It never creates one.</summary>
internal static class ServeVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string> listen = new("--listen")
        {
            Description = "The address and port to listen on; 0.0.0.0 means every address of this machine.",
            DefaultValueFactory = _ => AgreementHome.DefaultServer,
            HelpName = "HOST:PORT",
        };
        Verb command = new(
            "serve",
            """
            Run the server in --home until it is stopped.
            Prints 'ready ADDRESS' once it accepts calls. On SIGTERM or Ctrl-C it finishes the calls in progress, then exits.
            """,
            "exchange serve --home /var/lib/exchange --listen 0.0.0.0:7443") { listen };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            IPEndPoint address = Names.Address(parsed.GetRequiredValue(listen));
            try
            {
                using ServerHome home = ServerHome.Load(call.HomeFolder);
                using LineLogging logging = new(call.Error);
                await using WebApplication app = ExchangeHost.Build(home, address, new HostOptions
                {
                    Time = environment.Time,
                    Logging = logging,
                    LogLevel = LogChoice.Read(parsed, LogLevel.Information),
                });
                await app.StartAsync(cancellationToken);
                call.Say($"ready {address}");
                await call.Output.FlushAsync(cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await app.StopAsync(CancellationToken.None);
                call.Say("stopped");
                return 0;
            }
            catch (IOException taken) when (taken.InnerException is AddressInUseException)
            {
                throw new ClientException(
                    ExitCode.Failed,
                    $"The server cannot listen at {address}.",
                    "Another program already listens there.",
                    "Stop that program, or give a different --listen.",
                    taken);
            }
            catch (ServerHomeException problem)
            {
                throw new ClientException(ExitCode.Failed, Safe(problem.What), Safe(problem.Why), Safe(problem.Next), problem);
            }
        });
        return command;
    }

    private static string Safe(string text) => Sentence.Of(TerminalText.Safe(text));
}
