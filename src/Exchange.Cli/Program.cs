using System.Runtime.InteropServices;
using Exchange.Cli;
using Exchange.Cli.Shell;

using CancellationTokenSource stop = new();

// The second signal ends the process as the system would: nobody should have to wait for a stuck one.
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, Console.Out, Console.Error, CommandEnvironment.OfProcess(), stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
