using Exchange.Reports.Cards;
using Exchange.Reports.Tests.Inspect;
using Exchange.Reports.Tests.Zip;

namespace Exchange.Reports.Tests;

public sealed class CardReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exchange-reports-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_no_reader_knows_is_a_document_with_its_name_as_title()
    {
        ReadReport report = await ReadAsync([Write("notes.pdf", "%PDF"u8)]);

        Assert.Equal(
            Cards.Text(new Card { Kind = "document", Title = "notes.pdf", Files = [new CardFile(1, "notes.pdf", 4)] }),
            Cards.Text(report.Card));
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public async Task A_log_is_known_by_its_content_and_not_by_its_name()
    {
        ReadReport report = await ReadAsync([Write("renamed.bin", Logs.WithHeader(Logs.Header))]);

        Assert.Equal(("evaluation-result", "a-task on model-1"), (report.Card.Kind, report.Card.Title));
    }

    [Fact]
    public async Task A_document_beside_a_log_goes_with_it()
    {
        ReadReport report = await ReadAsync([Write("notes.txt", "x"u8), Write("run.eval", Logs.WithHeader(Logs.Header))]);

        Assert.Equal("evaluation-result", report.Card.Kind);
        Assert.Equal(["1 notes.txt", "2 run.eval"], report.Card.Files.Select(file => $"{file.Part} {file.Name}"));
    }

    [Fact]
    public async Task Of_several_logs_the_first_is_described_and_the_others_are_warned_of()
    {
        string other = Logs.Header.Replace("a_task", "other", StringComparison.Ordinal);
        ReadReport report = await ReadAsync([Write("a.eval", Logs.WithHeader(Logs.Header)), Write("b.eval", Logs.WithHeader(other))]);

        Assert.Equal("a_task", report.Card.Evaluation?.Task);
        Assert.Equal(["b.eval is another evaluation log; the card describes only the first"], report.Warnings);
    }

    [Fact]
    public async Task Several_documents_are_named_after_the_first()
    {
        ReadReport report = await ReadAsync([Write("a.txt", "x"u8), Write("b.txt", ""u8)]);

        Assert.Equal("a.txt and 1 more", report.Card.Title);
    }

    [Fact]
    public async Task The_given_title_stands()
    {
        ReadReport report = await ReadAsync([Write("run.eval", Logs.WithHeader(Logs.Header))], new CardOptions { Title = "Mine" });

        Assert.Equal("Mine", report.Card.Title);
    }

    [Theory]
    [InlineData("plain text", "end record is missing")]
    [InlineData("", "end record is missing")]
    public async Task A_file_named_as_a_log_that_is_none_is_refused(string content, string why)
    {
        ReportException exception = await RefusedAsync([Write("run.eval", System.Text.Encoding.UTF8.GetBytes(content))]);

        Assert.Equal("run.eval is not a readable evaluation log", exception.What);
        Assert.Contains(why, exception.Why, StringComparison.Ordinal);
        Assert.Equal($"{exception.What}: {exception.Why}", exception.Message);
    }

    [Fact]
    public async Task A_zip_named_as_a_log_that_holds_something_else_is_refused()
    {
        ReportException exception = await RefusedAsync([Write("RUN.EVAL", ForgedZip.Write(new ForgedEntry("a.txt", [1])))]);

        Assert.Equal(
            "RUN.EVAL is not a readable evaluation log: it contains neither header.json nor _journal/start.json", exception.Message);
    }

    [Fact]
    public async Task What_is_refused_as_a_log_may_go_as_a_document()
    {
        string path = Write("run.eval", Logs.WithHeader("""{"version":4,"eval":{"task":"t","model":"m"}}"""));

        ReportException exception = await RefusedAsync([path]);
        ReadReport report = await ReadAsync([path], new CardOptions { Kind = "document" });

        Assert.Contains("log version", exception.Why, StringComparison.Ordinal);
        Assert.Equal(("document", "run.eval"), (report.Card.Kind, report.Card.Title));
        Assert.Null(report.Card.Evaluation);
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("run.txt")]
    public async Task A_log_of_a_later_version_is_refused_whatever_its_name_and_may_go_as_a_document(string name)
    {
        string path = Write(name, """{"version":4,"status":"success","eval":{"task":"t","model":"m"}}"""u8);

        ReportException exception = await RefusedAsync([path]);
        ReadReport report = await ReadAsync([path], new CardOptions { Kind = "document" });

        Assert.Equal($"{name} is not a readable evaluation log: its log version is 4; versions up to 3 are supported", exception.Message);
        Assert.Equal("To submit it without reading it, use --kind document.", exception.Next);
        Assert.Equal(("document", name), (report.Card.Kind, report.Card.Title));
    }

    [Theory]
    [InlineData("run.eval")]
    [InlineData("run.json")]
    [InlineData("run")]
    public async Task A_log_in_json_is_known_by_its_content_too(string name)
    {
        ReadReport report = await ReadAsync(
            [Write(name, """{"version":2,"status":"cancelled","eval":{"task":"a_task","model":"x/y"},"stats":{},"samples":["""u8)]);

        Assert.Equal(("evaluation-result", "a-task on y"), (report.Card.Kind, report.Card.Title));
    }

    [Fact]
    public async Task Json_that_is_no_log_is_a_document_without_a_warning()
    {
        ReadReport report = await ReadAsync(
            [Write("results.json", """{"results":{"acc,none":1},"configs":{}}"""u8), Write("broken.json", "{\"version\":"u8)]);

        Assert.Equal("document", report.Card.Kind);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public async Task A_log_in_json_that_is_damaged_goes_as_a_document_with_a_warning()
    {
        ReadReport report = await ReadAsync([Write("run.json", """{"eval":{"task":"t","model":"m"},"stats":{"""u8)]);

        Assert.Equal("document", report.Card.Kind);
        Assert.Equal(["run.json looks like an evaluation log but will be submitted as a document: the JSON is cut off"], report.Warnings);
    }

    [Fact]
    public async Task A_log_of_another_name_that_cannot_be_read_goes_as_a_document_with_a_warning()
    {
        ReadReport report = await ReadAsync([Write("run.zip", Logs.WithHeader("{}"))]);

        Assert.Equal("document", report.Card.Kind);
        Assert.Equal(
            ["run.zip looks like an evaluation log but will be submitted as a document: its header does not describe an evaluation"],
            report.Warnings);
    }

    [Fact]
    public async Task A_damaged_zip_of_another_name_is_a_document()
    {
        ReadReport report = await ReadAsync([Write("slides.pptx", "PK\u0003\u0004 cut off"u8)]);

        Assert.Equal("document", report.Card.Kind);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public async Task Asked_for_an_evaluation_result_a_document_is_refused()
    {
        ReportException exception = await RefusedAsync([Write("notes.txt", "x"u8)], new CardOptions { Kind = "evaluation-result" });

        Assert.Equal("notes.txt cannot be submitted as an evaluation result: it is not an evaluation log", exception.Message);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_in_plain_words()
    {
        Assert.Equal(
            "absent.eval cannot be read: the file does not exist",
            (await RefusedAsync([Path.Combine(folder.FullName, "absent.eval")])).Message);
        Assert.Equal(
            "absent.txt cannot be read: the file does not exist",
            (await RefusedAsync([Path.Combine(folder.FullName, "no", "absent.txt")])).Message);
        Assert.Equal(
            $"{folder.Name} cannot be submitted: it is a folder; name the files in it", (await RefusedAsync([folder.FullName])).Message);
        Assert.Equal("there is nothing to submit: no file was named", (await RefusedAsync([])).Message);
    }

    [Fact]
    public async Task An_unknown_kind_or_an_unusable_title_is_refused()
    {
        string path = Write("a.txt", "x"u8);
        Assert.Equal(
            "files cannot be submitted as poem: the kinds for files are evaluation-result and document",
            (await RefusedAsync([path], new CardOptions { Kind = "poem" })).Message);
        Assert.Equal("a title must have 1 to 200 characters", (await RefusedAsync([path], new CardOptions { Title = "" })).Why);
        Assert.Equal(
            "a title must have 1 to 200 characters", (await RefusedAsync([path], new CardOptions { Title = new string('x', 201) })).Why);
    }

    [Fact]
    public async Task Hostile_names_and_tasks_cannot_drive_a_terminal_from_the_card()
    {
        string header = Logs.Header.Replace("a_task", "\\u001b[2Jtask\\nforged line", StringComparison.Ordinal);
        ReadReport report = await ReadAsync([Write("\u001b]0;x\u0007.eval", Logs.WithHeader(header))]);

        List<string> lines = [.. CardText.Lines(report.Card)];
        Assert.Equal("\uFFFD[2Jtask forged line on model-1", lines[0]);
        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
        Assert.Contains(
            lines,
            line => line.StartsWith("  part 1", StringComparison.Ordinal)
                && line.Contains("\uFFFD]0;x\uFFFD.eval", StringComparison.Ordinal));
    }

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static Task<ReadReport> ReadAsync(string[] paths, CardOptions? options = null) =>
        CardReader.ReadReportAsync(paths, options ?? new CardOptions(), TestContext.Current.CancellationToken);

    private static Task<ReportException> RefusedAsync(string[] paths, CardOptions? options = null) =>
        Assert.ThrowsAsync<ReportException>(() => ReadAsync(paths, options));
}
