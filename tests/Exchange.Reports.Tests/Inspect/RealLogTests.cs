using System.Globalization;
using Exchange.Testing;

namespace Exchange.Reports.Tests.Inspect;

/// <summary>
/// Real logs against what they hold. The expectations were written from the files themselves, opened with Python's
/// <c>zipfile</c> and the <c>zstd</c> command, not from this reader's output.
/// </summary>
public sealed class RealLogTests
{
    private const string InspectOrigin = "git@github.com:UKGovernmentBEIS/inspect_ai.git";
    private const string Mini = "openai/gpt-4o-mini";

    /// <summary>The run that the derived logs and the chunked one were made from.</summary>
    private static readonly Evaluation Popularity = new()
    {
        Task = "popularity",
        TaskVersion = "0",
        TaskId = "mj7khqpMM4GBCfVQozKgzB",
        RunId = "2wRuCQ9hGYaGPyAdoobgYV",
        Model = Mini,
        Dataset = new EvaluationDataset("popularity", 100),
        Status = "success",
        Created = Time("2025-02-11T15:18:04-05:00"),
        Started = Time("2025-02-11T15:18:04-05:00"),
        Completed = Time("2025-02-11T15:18:08-05:00"),
        Revision = new EvaluationRevision(InspectOrigin, "ef1d858c", null),
        InspectVersion = "0.3.58.dev16+g6a87748b",
        LogVersion = 2,
        TotalSamples = 10,
        CompletedSamples = 10,
        Scores = [new EvaluationScore("match", "match", null, null, null, [Metric("accuracy", 0.8), Metric("stderr", 0.13333333333333333)])],
        Usage = [new ModelUsage(Mini, 620, 20, 640)],
    };

    private static readonly Dictionary<string, (string Title, Evaluation Evaluation)> Expected = new()
    {
        ["ais-decoder_zstd_monolith.eval"] = ("cp-ctf on gpt-5.4", new Evaluation
        {
            Task = "cp_ctf",
            TaskVersion = "0",
            TaskId = "nhBK3f53egopWzGHBV5n5S",
            EvalId = "ADiQnZpkmYKEmk8AGpYKPu",
            RunId = "4RWjxw95B3LzGCoKjQyFo9",
            Model = "openai/gpt-5.4",
            Dataset = new EvaluationDataset(null, 1),
            Status = "success",
            Created = Time("2026-06-10T18:23:49+00:00"),
            Started = Time("2026-06-10T18:23:49+00:00"),
            Completed = Time("2026-06-10T18:26:27+00:00"),
            Epochs = 1,
            Revision = new EvaluationRevision(InspectOrigin, "c3505409f", true),
            InspectVersion = "0.3.239.dev13+gc3505409f.d20260610",
            LogVersion = 2,
            TotalSamples = 1,
            CompletedSamples = 1,
            Scores = [new EvaluationScore("model_graded_qa", "model_graded_qa", null, 1, 0, [Metric("accuracy", 0), Metric("stderr", 0)])],
            Usage = [new ModelUsage("openai/gpt-5.4", 8066, 5574, 128456)],
        }),
        ["log_message_dedup_version3.eval"] = ("guess-number on hardcoded", new Evaluation
        {
            Task = "inspect_test_utils/guess_number",
            TaskVersion = "0",
            TaskId = "FhdYWFJ77GkBBV8uKGRTuQ",
            EvalId = "gsM63GyMBKgA3p4sHAMAfG",
            RunId = "oNudNHL32se6mcUiF8ingo",
            Model = "hardcoded/hardcoded",
            Dataset = new EvaluationDataset(null, 1),
            Status = "success",
            Created = Time("2025-10-06T10:15:43+00:00"),
            Started = Time("2025-10-06T10:15:43+00:00"),
            Completed = Time("2025-10-06T10:15:45+00:00"),
            Epochs = 1,
            Revision = new EvaluationRevision("git@github.com:rasmusfaber/inspect_test_utils.git", "c8ef316", null),
            InspectVersion = "0.3.135.dev2+g715e750e",
            LogVersion = 3,
            TotalSamples = 1,
            CompletedSamples = 1,
            Scores = [new EvaluationScore("closeness_log", "closeness_log", null, 1, 0, [Metric("accuracy", 0), Metric("stderr", 0)])],
        }),
        ["metr_small_agentic_deflate.eval"] = ("oxdna-simple on claude-opus-4-1-20250805", new Evaluation
        {
            Task = "oxdna_simple",
            TaskVersion = "0.1.8",
            TaskId = "mmjsw5AuKWM6cLWU5NHv3y",
            EvalId = "CLPhCQJvY7wQmn2ueDnBSn",
            RunId = "dYur9EjG8BT6kmNdgM7Cpo",
            Model = "anthropic/claude-opus-4-1-20250805",
            Dataset = new EvaluationDataset(null, 1),
            Status = "success",
            Created = Time("2025-09-13T01:32:59+00:00"),
            Started = Time("2025-09-13T01:33:26+00:00"),
            Completed = Time("2025-09-14T21:25:03+00:00"),
            Epochs = 6,
            InspectVersion = "0.3.132",
            LogVersion = 2,
            TotalSamples = 6,
            CompletedSamples = 6,
            Scores = [new EvaluationScore("score_metr_task", "score_metr_task", null, 1, 0, [Metric("accuracy", 1)])],
            Usage = [new ModelUsage("anthropic/claude-opus-4-1-20250805", 609, 10660, 278361)],
            Warnings = ["metadata.created_by may identify a person"],
        }),
        ["popularity_100samples_deflate.eval"] = ("popularity on gpt-4o-mini", new Evaluation
        {
            Task = "popularity",
            TaskVersion = "0",
            TaskId = "DN2wbX2ZvACsBpjwptzBRo",
            EvalId = "JEUZsCzFEMWoJD7uLavVWD",
            RunId = "9zsQGSCUfJL6aZdSHP6PQc",
            Model = Mini,
            Dataset = new EvaluationDataset("popularity", 100),
            Status = "success",
            Created = Time("2025-09-23T08:09:58-04:00"),
            Started = Time("2025-09-23T08:09:58-04:00"),
            Completed = Time("2025-09-23T08:10:40-04:00"),
            Epochs = 1,
            Revision = new EvaluationRevision(InspectOrigin, "66c0c9077", null),
            InspectVersion = "0.3.133",
            LogVersion = 2,
            TotalSamples = 100,
            CompletedSamples = 100,
            Scores = [new EvaluationScore("match", "match", null, 100, 0, [Metric("accuracy", 0.63), Metric("stderr", 0.048523658709390974)])],
            Usage = [new ModelUsage(Mini, 6055, 100, 6155)],
        }),
        ["popularity_unscored_deflate.eval"] = ("popularity on gpt-4o-mini", Popularity with
        {
            TaskId = "dPiJifoWeEQBrfWsAopzWr",
            RunId = "nnS4q9qsuCrCzsBcQLnBLA",
            Created = Time("2025-02-11T15:17:00-05:00"),
            Started = Time("2025-02-11T15:17:00-05:00"),
            Completed = Time("2025-02-11T15:17:01-05:00"),
            Scores = [],
            Warnings = ["the run succeeded but has no scores"],
        }),
        ["popularity_zstd_chunked.eval"] = ("popularity on gpt-4o-mini", Popularity),
        ["theory-of-mind_100samples_deflate.eval"] = ("theory-of-mind on gpt-4o-mini", new Evaluation
        {
            Task = "theory_of_mind",
            TaskVersion = "0",
            TaskId = "bbB4eRCx2rFJLyPH42Cj9r",
            EvalId = "kWEEupUzZn5zf2kgEXS3fs",
            RunId = "9zsQGSCUfJL6aZdSHP6PQc",
            Model = Mini,
            Dataset = new EvaluationDataset("theory_of_mind", 100),
            Status = "success",
            Created = Time("2025-09-23T08:09:58-04:00"),
            Started = Time("2025-09-23T08:09:58-04:00"),
            Completed = Time("2025-09-23T08:12:16-04:00"),
            Epochs = 1,
            Revision = new EvaluationRevision(InspectOrigin, "66c0c9077", null),
            InspectVersion = "0.3.133",
            LogVersion = 2,
            TotalSamples = 100,
            CompletedSamples = 100,
            Scores = [new EvaluationScore("model_graded_fact", "model_graded_fact", null, 100, 0, [Metric("accuracy", 0.83), Metric("stderr", 0.03775251680686369)])],
            Usage = [new ModelUsage(Mini, 64492, 53594, 118086)],
        }),
        ["derived/in-progress_no-header.eval"] = ("popularity on gpt-4o-mini", Popularity with
        {
            Status = "started",
            Started = null,
            Completed = null,
            TotalSamples = null,
            CompletedSamples = null,
            Scores = [],
            Usage = [],
            Warnings = ["the run is in progress or crashed: the log has no final results", "the file holds 10 samples so far"],
        }),
        ["derived/status-error.eval"] = ("popularity on gpt-4o-mini", Popularity with
        {
            Status = "error",
            Error = "ConnectionError('sandbox lost')",
            TotalSamples = null,
            CompletedSamples = null,
            Scores = [],
            Warnings = ["the run ended with an error: ConnectionError('sandbox lost')"],
        }),
        ["derived/multi-scorer_nan_invalidated_edited.eval"] = ("popularity on gpt-4o-mini", Popularity with
        {
            Invalidated = true,
            Scores =
            [
                .. Popularity.Scores,
                new EvaluationScore("refusal", "refusal", "mean", 9, 1,
                    [Metric("mean", double.NaN), new EvaluationMetric("max", new MetricValue(double.PositiveInfinity), "cyber")]),
            ],
            Tags = ["reviewed"],
            Warnings =
            [
                "the log is marked as invalidated",
                "the log was edited after the run (1 time)",
                "refusal left 1 sample without a score",
                "refusal has metrics that are no finite numbers: mean is NaN, max is Infinity",
                "log_updates.provenance.author may identify a person",
            ],
        }),
    };

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_real_log_gives_the_card_that_its_header_says(string name)
    {
        string path = SharedMaterial.PathOf(["samples", "inspect", .. name.Split('/')]);
        (string title, Evaluation evaluation) = Expected[name];

        ReadReport report = await CardReader.ReadReportAsync([path], new CardOptions(), TestContext.Current.CancellationToken);

        Card card = new()
        {
            Kind = CardKind.EvaluationResult,
            Title = title,
            Files = [new CardFile(1, Path.GetFileName(path), new FileInfo(path).Length)],
            Evaluation = evaluation,
        };
        Assert.Equal(Cards.Text(card), Cards.Text(report.Card));
        Assert.Equal(evaluation.Warnings, report.Warnings);
    }

    [Fact]
    public void Every_log_among_the_samples_is_expected()
    {
        string[] found =
        [
            .. SharedMaterial.Files("*.eval", "samples", "inspect").Select(path => Path.GetFileName(path)),
            .. SharedMaterial.Files("*.eval", "samples", "inspect", "derived").Select(path => "derived/" + Path.GetFileName(path)),
        ];
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static EvaluationMetric Metric(string name, double value) => new(name, new MetricValue(value), null);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
