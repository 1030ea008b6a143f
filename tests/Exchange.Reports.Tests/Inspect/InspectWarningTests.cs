using Exchange.Reports.Cards;
using Exchange.Reports.Tests.Zip;

namespace Exchange.Reports.Tests.Inspect;

public sealed class InspectWarningTests
{
    private const string Token = "ghp_0123456789abcdefghij";

    [Theory]
    [InlineData("cancelled", "the run was cancelled before it finished")]
    [InlineData("error", "the run ended with an error: no message")]
    [InlineData("started", "the run is in progress or crashed: the log has no final results")]
    [InlineData("exploded", "the log has an unknown status: exploded")]
    public async Task A_run_that_did_not_succeed_is_warned_of(string status, string warning) =>
        Assert.Equal(
            [warning],
            await WarningsAsync(
                $$$$$"""{"status":"{{{{{status}}}}}","eval":{"task":"t","model":"m"}"""
                    + $$$$$""","results":{"total_samples":1,"completed_samples":1}}"""));

    [Theory]
    [InlineData(80, 78, 78, "78 of 80 samples completed")]
    [InlineData(3, 3, 0, "the header counts 3 of 3 samples as completed, but the file contains none")]
    [InlineData(3, 3, 2, "the header counts 3 of 3 samples as completed, but the file contains 2")]
    [InlineData(3, 3, 4, "the header counts 3 of 3 samples as completed, but the file contains 4")]
    public async Task Counts_that_disagree_are_warned_of(int total, int completed, int inFile, string warning)
    {
        string header = Logs.Header
            .Replace("\"total_samples\":1", $"\"total_samples\":{total}", StringComparison.Ordinal)
            .Replace("\"completed_samples\":1", $"\"completed_samples\":{completed}", StringComparison.Ordinal);
        ForgedEntry[] samples = [.. Enumerable.Range(1, inFile).Select(id => new ForgedEntry($"samples/{id}_epoch_1.json", [1]))];

        Evaluation? evaluation = await Logs.ReadAsync(ForgedZip.Write([.. samples, Logs.HeaderEntry(header)]));

        Assert.Equal([warning], evaluation!.Warnings);
    }

    [Fact]
    public async Task A_sample_counts_once_however_many_entries_it_has()
    {
        string header = Logs.Header.Replace("_samples\":1", "_samples\":4", StringComparison.Ordinal);
        string[] names =
        [
            "samples/django/1_epoch_1.json", "samples/django/1_epoch_1.json",
            "samples/a_epoch_b_epoch_1/sample.json", "samples/a_epoch_b_epoch_1/events/0.json",
            "samples/a_epoch_b_epoch_2/sample.json", "samples/x_epoch_y_epoch_1.json", "summaries.json", "samples/readme.txt",
            "samples/_epoch_", "_journal/samples/7_epoch_1.json",
        ];

        Evaluation? evaluation = await Logs.ReadAsync(
            ForgedZip.Write([.. names.Select(name => new ForgedEntry(name, [1])), Logs.HeaderEntry(header)]));

        Assert.Empty(evaluation!.Warnings);
    }

    [Fact]
    public async Task A_scorer_that_counts_more_samples_than_there_were_is_warned_of() =>
        Assert.Equal(
            ["match did not score 2 samples", "match counts 9223372036854775809 samples, but the run had 1", "match has metrics that "
                + "are not finite numbers: a is NaN"],
            await WarningsAsync(
                """{"status":"success","eval":{"task":"t","model":"m"}"""
                    + ""","results":{"total_samples":1,"completed_samples":1"""
                    + ""","scores":[{"name":"match","scored_samples":9223372036854775807,"unscored_samples":2"""
                    + ""","metrics":{"a":{"name":"a","value":NaN}}}]}}"""));

    [Theory]
    [InlineData("https://x-access-token:" + Token + "@github.com/lab/evals.git", "https://***@github.com/lab/evals.git")]
    [InlineData("https://" + Token + "@github.com/lab/evals.git", "https://***@github.com/lab/evals.git")]
    [InlineData("HTTP://a:b@c@host", "HTTP://***@host")]
    [InlineData("ssh://user:password@host/x", "ssh://***@host/x")]
    public async Task Credentials_in_the_origin_are_kept_out_of_the_card_and_warned_of(string origin, string shown)
    {
        Evaluation evaluation = await WithOriginAsync(origin);

        Assert.Equal(shown, evaluation.Revision?.Origin);
        Assert.Equal(
            ["the repository address in the log contains credentials; the card leaves them out, but the log does not"],
            evaluation.Warnings);
    }

    [Theory]
    [InlineData("git@github.com:lab/evals.git")]
    [InlineData("ssh://git@github.com/lab/evals.git")]
    [InlineData("https://github.com/lab/evals@v2.git")]
    [InlineData("https://host/?next=a:b@c")]
    [InlineData("/srv/git/evals")]
    public async Task An_origin_without_credentials_stays(string origin)
    {
        Evaluation evaluation = await WithOriginAsync(origin);

        Assert.Equal(origin, evaluation.Revision?.Origin);
        Assert.Empty(evaluation.Warnings);
    }

    [Fact]
    public async Task People_and_secrets_are_warned_of_by_their_place_and_never_by_their_value()
    {
        List<string> warnings = [.. await WarningsAsync($$$$$"""
            {"status":"success","metadata":{"run":{"by":"google-oauth2|101"},"contact":["a@example.org"]},
             "eval":{"task":"t","model":"m","model_args":{"API_KEY":"hunter2","base":"https://u:p@host/"},
              "task_args":{"x":"{{{{{Token}}}}}","token_limit":"5"},"metadata":{"user_id":"42","user":""}},
             "results":{"total_samples":1,"completed_samples":1,"scores":[{"name":"s"}]}}
            """)];

        Assert.Equal(
            [
                "metadata.contact may identify a person", "metadata.run.by may identify a person",
                "metadata.user_id may identify a person",
                "model_args.API_KEY may contain a secret", "model_args.base may contain a secret", "task_args.x may contain a secret",
            ],
            warnings);
        Assert.DoesNotContain(
            warnings,
            warning => warning.Contains("hunter2", StringComparison.Ordinal) || warning.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secrets_are_looked_for_in_settings_too_and_people_are_not()
    {
        Assert.Equal(
            [
                "model_args.OPENAI_API_KEY may contain a secret",
                "model_base_url may contain a secret",
                "model_generate_config.extra_headers.Authorization may contain a secret",
                "model_roles.grader.args.hf_token may contain a secret",
                "plan.steps.params.env.X may contain a secret",
            ],
            await WarningsAsync($$$$$"""
                {"status":"success","plan":{"steps":[{"solver":"s","params":{"user":"root","env":{"X":"key {{{{{Token}}}}}"}}}]},
                 "eval":{"task":"t","model":"m","model_base_url":"https://u:p@host/v1",
                 "sandbox":{"type":"docker","config":{"user":"agent"}},
                 "model_generate_config":{"max_tokens":5,"extra_headers":{"Authorization":"Bearer x"}},
                 "model_args":{"OPENAI_API_KEY":7,"max_tokens":3},
                 "model_roles":{"grader":{"model":"g","args":{"hf_token":"x"}}}},
                 "results":{"total_samples":1,"completed_samples":1,"scores":[{"name":"s"}]}}
                """));
    }

    [Fact]
    public async Task A_secret_in_the_error_is_kept_out_of_the_card_and_warned_of() =>
        Assert.Equal(
            ["the run ended with an error: 401 for *** at https://***@host", "error.message may contain a secret"],
            await WarningsAsync(
                $$$"""{"status":"error","error":{"message":"401 for {{{Token}}} at https://u:p@host"}"""
                    + $$$""","eval":{"task":"t","model":"m"}}"""));

    [Fact]
    public async Task More_samples_than_the_dataset_gives_are_warned_of()
    {
        const string Header = """{"status":"success","eval":{"task":"t","model":"m","dataset":{"samples":3},"config":{"epochs":2}}"""
            + ""","results":{"total_samples":TOTAL,"completed_samples":1,"scores":[{"name":"s"}]}}""";

        Assert.Equal(["1 of 6 samples completed"], await WarningsAsync(Header.Replace("TOTAL", "6", StringComparison.Ordinal)));
        Assert.Equal(
            ["1 of 7 samples completed", "the header counts 7 samples, more than a dataset of 3 gives in 2 epochs"],
            await WarningsAsync(Header.Replace("TOTAL", "7", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Many_strange_metrics_are_one_warning()
    {
        string metrics = string.Join(
            ',', Enumerable.Range(0, 7).Select(index => $"\"m{index}\":{{\"name\":\"m{index}\",\"value\":-Infinity}}"));
        string header = Logs.Header.Replace("\"accuracy\":{\"name\":\"accuracy\",\"value\":1}", metrics, StringComparison.Ordinal);

        Assert.Equal(
            ["match has metrics that are not finite numbers: m0 is -Infinity, m1 is -Infinity, m2 is -Infinity, m3 is -Infinity, m4 is "
                + "-Infinity and 2 more"],
            await WarningsAsync(header));
    }

    [Fact]
    public async Task Text_of_the_log_in_a_warning_cannot_drive_a_terminal()
    {
        IReadOnlyList<string> warnings = await WarningsAsync(
            """{"status":"error","error":{"message":"\u001b[2J\u001b]0;x\u0007 boom"},"eval":{"task":"t","model":"m"}}""");

        Assert.Equal(["the run ended with an error: \uFFFD[2J\uFFFD]0;x\uFFFD boom"], warnings);
    }

    private static Task<Evaluation> WithOriginAsync(string origin) =>
        EvaluationAsync(Logs.Header.Replace("\"model\"", $$$$$"""
            "revision":{"origin":"{{{{{origin}}}}}"},"model"
            """, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> WarningsAsync(string header) =>
        (await EvaluationAsync(header)).Warnings;

    private static async Task<Evaluation> EvaluationAsync(string header) =>
        await Logs.ReadAsync(Logs.WithHeader(header)) ?? throw new InvalidOperationException("no log");
}
