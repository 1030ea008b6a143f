namespace Exchange.Architecture.Tests;

public sealed class RoomTests
{
    public static TheoryData<string> Projects => [.. Rooms.Projects];

    [Fact]
    public void Every_project_has_its_rooms() =>
        Assert.Equal(Checkout.SourceProjects.Keys.Order(StringComparer.Ordinal), Rooms.Projects.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_is_a_room_and_every_room_a_folder(string project)
    {
        Rooms rooms = new(project);
        Assert.Equal(
            SourceText.Of(project).Select(file => file.Space).Distinct().Order(StringComparer.Ordinal),
            rooms.All.Select(rooms.SpaceOf).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(rooms.All.GroupBy(room => room, StringComparer.Ordinal), room => room.Count() > 1);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Compiled_code_uses_lower_rooms_alone(string project) =>
        AssertNone(CompiledTies(new Rooms(project)).Select(tie => tie.Wrong));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Sources_name_lower_rooms_alone(string project) =>
        AssertNone(SourceTies(new Rooms(project), SourceText.Of(project)).Select(tie => tie.Wrong));

    [Theory]
    [InlineData("Age", "using Exchange.Formats.Dsse;")]
    [InlineData("Primitives", "using Exchange.Formats.Age;")]
    [InlineData("Age", "global using Exchange.Formats.Dsse;")]
    [InlineData("Age", "using Note = Exchange.Formats.Tlog.SignedNote;")]
    [InlineData("Age", "using static Exchange.Formats.Tlog.SignedNote;")]
    [InlineData("Age", "    private readonly Exchange.Formats.Tlog.SignedNote note;")]
    [InlineData("Age", "    private readonly global::Exchange.Formats.Tlog.SignedNote note;")]
    [InlineData("Age", "    private readonly Formats.Tlog.SignedNote note;")]
    [InlineData("Age", "    private readonly Tlog.SignedNote note;")]
    public void A_use_of_a_neighbour_or_of_an_upper_room_is_refused_even_if_nothing_comes_of_it(string room, string line)
    {
        Rooms formats = new("Exchange.Formats");
        SourceText sample = new("src/Exchange.Formats/Sample.cs", formats.SpaceOf(room), line);
        string wrong = Assert.Single(Wrong(formats, sample));
        Assert.StartsWith("src/Exchange.Formats/Sample.cs uses Exchange.Formats.", wrong, StringComparison.Ordinal);
        Assert.EndsWith(
            room == "Age" ? "Exchange.Formats.Age may use Exchange.Formats.Primitives, Exchange.Formats.Safety" : "may use no room",
            wrong,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using Exchange.Formats.Primitives;")]
    [InlineData("    private readonly Primitives.Sha256Digest digest;")]
    [InlineData("    // The notes are in Exchange.Formats.Tlog.SignedNote.")]
    [InlineData("    /// <summary>See <see cref=\"Tlog.SignedNote\"/>.</summary>")]
    [InlineData("    int length = Tlog.Length;")]
    [InlineData("    int length = this.Tlog.SignedNote;")]
    public void A_use_of_a_lower_room_a_comment_and_a_member_of_the_same_name_are_not(string line)
    {
        Rooms formats = new("Exchange.Formats");
        Assert.Empty(Wrong(formats, new SourceText("src/Exchange.Formats/Age/Sample.cs", "Exchange.Formats.Age", line)));
    }

    [Fact]
    public void A_type_that_the_compiled_code_uses_is_seen_in_its_room()
    {
        // Tried on what is there: X25519 reads bech32, and a checkpoint is a note's text.
        Rooms formats = new("Exchange.Formats");
        List<string> ties = [.. CompiledTies(formats).Select(tie => tie.Tie)];
        Assert.Contains("Exchange.Formats.Age -> Exchange.Formats.Primitives", ties);
        Assert.Contains("Exchange.Formats.Tlog -> Exchange.Formats.Primitives", ties);
        Assert.NotNull(formats.Judge("Exchange.Formats.Age.X25519", "Age", "Tlog"));
    }

    // Each one whole: what a failing list shows of itself is cut short.
    private static void AssertNone(IEnumerable<string?> wrong)
    {
        List<string> found = [.. wrong.OfType<string>().Distinct()];
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static List<string> Wrong(Rooms rooms, SourceText sample) =>
        [.. SourceTies(rooms, [.. SourceText.Of(rooms.Project), sample])
            .Where(tie => tie.File == sample.Path)
            .Select(tie => tie.Wrong)
            .OfType<string>()
            .Distinct()];

    private static IEnumerable<(string File, string? Wrong)> SourceTies(Rooms rooms, IReadOnlyList<SourceText> files)
    {
        HashSet<string> types = [.. files.SelectMany(file => file.Types)];
        return from file in files
               let @from = rooms.RoomOf(file.Space)
               where @from is not null
               from space in file.Named(types)
               let to = rooms.RoomOf(space)
               where to is not null && to != @from
               select (file.Path, rooms.Judge(file.Path, @from, to));
    }

    private static List<(string Type, string Tie, string? Wrong)> CompiledTies(Rooms rooms)
    {
        using CompiledAssembly assembly = CompiledAssembly.Of(rooms.Project);
        return
        [
            .. from type in new TypeUses(assembly).ByOutermostType()
               let @from = rooms.RoomOf(SpaceOf(type.Key))
               where @from is not null
               from used in type.Value
               let to = rooms.RoomOf(SpaceOf(used))
               where to is not null && to != @from
               select (type.Key, $"{rooms.SpaceOf(@from)} -> {rooms.SpaceOf(to)}", rooms.Judge(type.Key, @from, to)),
        ];
    }

    private static string SpaceOf(string type) =>
        type.Split('/')[0] is var outer && outer.LastIndexOf('.') is var dot and > 0 ? outer[..dot] : "";
}
