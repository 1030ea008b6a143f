using Exchange.Formats.Primitives;

namespace Exchange.Fuzz.Tests;

/// <summary>A fuzzer that finds nothing proves nothing unless it would have: each kind of broken promise, planted.</summary>
public sealed class OracleTests
{
    [Fact]
    public void An_input_that_is_refused_as_documented_breaks_nothing() =>
        Assert.False(Target(_ => throw new MalformedException("no")).Check([1]));

    [Fact]
    public void An_input_that_is_accepted_is_told_from_one_that_is_refused() => Assert.True(Target(input => input).Check([1]));

    [Fact]
    public void An_exception_that_is_not_documented_is_found() =>
        Assert.Throws<IndexOutOfRangeException>(() => Target(input => [input[input.Length]]).Check([1]));

    [Fact]
    public void A_documented_refusal_after_the_input_was_accepted_is_found() =>
        Assert.Throws<MalformedException>(
            () => Target(input => input, hold: (_, _) => throw new MalformedException("too late")).Check([1]));

    [Fact]
    public void A_second_spelling_is_found() =>
        Assert.Throws<BrokenPromiseException>(
            () => Target(input => input[1..], hold: (input, encoded) => Promise.SameBytes(input, encoded)).Check([1, 2]));

    [Fact]
    public void An_input_that_has_too_much_allocated_is_found()
    {
        FuzzTarget target = Target(_ => new byte[2_000_000]) with { Limit = CostLimit.Default with { FixedBytes = 1_000_000 } };
        Assert.Contains(
            "bytes allocated",
            Assert.Throws<BrokenPromiseException>(() => target.Check([1])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_allocated_once_only_is_no_input_s_fault()
    {
        byte[]? table = null;
        FuzzTarget target = Target(_ => table ??= new byte[2_000_000]) with { Limit = CostLimit.Default with { FixedBytes = 1_000_000 } };
        Assert.True(target.Check([1]));
    }

    [Fact]
    public void An_input_that_takes_too_long_is_found()
    {
        // No processor time at all is allowed, so whatever it took was too much.
        FuzzTarget target = Target(input => input) with { Limit = CostLimit.Default with { ProcessorTime = TimeSpan.FromTicks(-1) } };
        Assert.Contains(
            "processor time",
            Assert.Throws<BrokenPromiseException>(() => target.Check([1])).Message,
            StringComparison.Ordinal);
    }

    private static FuzzTarget Target(Func<byte[], byte[]> parse, Action<byte[], byte[]>? hold = null) =>
        FuzzTarget.Of("planted", parse, hold ?? ((_, _) => { }), () => []);
}
