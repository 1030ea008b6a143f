using Exchange.Fuzz;
using SharpFuzz;

Instrumentation.CountAside();
switch (args)
{
    case ["list"]:
        foreach (FuzzTarget target in FuzzTargets.All)
        {
            Console.WriteLine(target.Name);
        }

        return 0;
    case ["seeds", string folder, .. string[] names] when names.All(name => FuzzTargets.Find(name) is not null):
        foreach (FuzzTarget target in FuzzTargets.All.Where(target => names.Length == 0 || names.Contains(target.Name)))
        {
            Console.WriteLine($"{target.Name}: {Corpus.Write(target, folder)} seeds");
        }

        return 0;
    case ["instrument", string folder]:
        foreach ((string assembly, int types) in Instrumentation.Rewrite(folder))
        {
            Console.WriteLine($"{assembly}: {types} types");
        }

        return 0;
    case ["run", string name] when FuzzTargets.Find(name) is { } target:
        // What code does only once in a process is done before anything is counted.
        foreach (Seed seed in Corpus.SeedsOf(target))
        {
            target.Check(seed.Bytes);
        }

        // In a process of its own, so that a hang or an overflowing stack ends that input and not the fuzzing.
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using MemoryStream input = new();
            stream.CopyTo(input);
            target.Check(input.ToArray());
        });
        return 0;
    case ["check", string name, .. string[] files] when FuzzTargets.Find(name) is { } target:
        return Replay.Files(target, files, Console.Out);
    default:
        Console.Error.WriteLine("Exchange.Fuzz list | seeds FOLDER [TARGET…] | instrument FOLDER | run TARGET | check TARGET FILE…");
        return 2;
}
