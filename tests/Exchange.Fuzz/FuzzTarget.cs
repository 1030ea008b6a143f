using Exchange.Formats.Primitives;

namespace Exchange.Fuzz;

/// <summary>One parser, what it is held to, and inputs to begin with.</summary>
internal sealed record FuzzTarget
{
    private readonly Func<byte[], Action?> read;

    private FuzzTarget(string name, Func<byte[], Action?> read)
    {
        Name = name;
        this.read = read;
    }

    /// <summary>As <c>tests/fuzz</c> takes it.</summary>
    public string Name { get; }

    /// <summary>Inputs that the project makes itself: always there, some of them accepted.</summary>
    public required Func<IEnumerable<Seed>> OwnSeeds { get; init; }

    /// <summary>Inputs from the shared samples and foreign vectors; none where a machine has not got them.</summary>
    public Func<IEnumerable<Seed>> SharedSeeds { get; init; } = () => [];

    /// <summary>Words of the format, for the fuzzer to insert.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What one input may cost.</summary>
    public CostLimit Limit { get; init; } = CostLimit.Default;

    /// <param name="parse">May refuse by <see cref="MalformedException"/>, and by nothing else.</param>
    /// <param name="hold">Holds what was accepted to its promises. No exception of any kind is allowed here.</param>
    public static FuzzTarget Of<T>(string name, Func<byte[], T> parse, Action<byte[], T> hold, Func<IEnumerable<Seed>> seeds) =>
        new(name, input =>
        {
            T accepted;
            try
            {
                accepted = parse(input);
            }
            catch (MalformedException)
            {
                return null;
            }

            return () => hold(input, accepted);
        })
        {
            OwnSeeds = seeds,
        };

    /// <summary>Whether the parser accepts the input; throws where a promise is broken or the input cost too much.</summary>
    public bool Check(byte[] input)
    {
        bool accepted = false;
        Limit.Hold(input.Length, () =>
        {
            Action? hold = read(input);
            hold?.Invoke();
            accepted = hold is not null;
        });
        return accepted;
    }

    public override string ToString() => Name;
}
