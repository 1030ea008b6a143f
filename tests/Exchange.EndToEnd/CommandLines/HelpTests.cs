using System.CommandLine;
using Exchange.Cli;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>Every verb explains itself.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Verbs =>
        [.. AllVerbs.Create(CommandEnvironment.Bare).SelectMany(group => group.Verbs).SelectMany(verb => Paths(verb, ""))];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_says_what_it_does_and_ends_with_an_example_that_it_understands(string path)
    {
        string help = (await Commands.RunAsync([.. path.Split(' '), "--help"])).Expect(0).Output;
        int examples = help.IndexOf("\nExample", StringComparison.Ordinal);
        Assert.True(examples > 0, help);
        foreach (string example in help[examples..].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)))
        {
            Assert.StartsWith($"  exchange {path.Split(' ')[0]}", example, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_argument_and_option_is_described_and_has_a_telling_name(string path)
    {
        Command command = Find(path);
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name));
        Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        Assert.All(
            command.Options.Where(option => option.ValueType != typeof(bool)),
            option => Assert.False(string.IsNullOrEmpty(option.HelpName), option.Name));
        Assert.All(command is Verb verb ? verb.Examples : [], example => Assert.Empty(Parse(example)));
    }

    [Fact]
    public async Task Without_a_verb_the_help_goes_to_standard_error_and_that_is_wrong_usage()
    {
        CommandResult result = (await Commands.RunAsync([])).Expect(2);
        Assert.Empty(result.Output);
        CommandResult asked = (await Commands.RunAsync(["--help"])).Expect(0);
        Assert.Equal(asked.Output, result.Error);
        Assert.All(
            AllVerbs.Create(CommandEnvironment.Bare).SelectMany(group => group.Verbs),
            verb => Assert.Contains($"  {verb.Name} ", asked.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_line_of_the_help_is_wider_than_a_terminal() =>
        Assert.All((await Commands.RunAsync(["--help"])).Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));

    private static IEnumerable<string> Parse(string example)
    {
        RootCommand root = [.. AllVerbs.Create(CommandEnvironment.Bare).SelectMany(group => group.Verbs)];
        foreach (Option option in SharedOptions.All)
        {
            root.Options.Add(option);
        }

        return root.Parse(example["exchange ".Length..]).Errors.Select(error => error.Message);
    }

    private static Command Find(string path) => path.Split(' ').Aggregate(
        (Command?)null,
        (parent, name) => (parent?.Subcommands ?? AllVerbs.Create(CommandEnvironment.Bare).SelectMany(group => group.Verbs))
            .Single(verb => verb.Name == name))!;

    private static IEnumerable<string> Paths(Command verb, string before) =>
        [before + verb.Name, .. verb.Subcommands.SelectMany(inner => Paths(inner, before + verb.Name + " "))];
}
