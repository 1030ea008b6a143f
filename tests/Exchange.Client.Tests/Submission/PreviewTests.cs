using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Client.Submission;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;
using Exchange.Reports;
using Exchange.Reports.Cards;

namespace Exchange.Client.Tests.Submission;

public sealed class PreviewTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_says_who_could_open_it_from_when_on_and_who_is_named_in_vain()
    {
        DateTimeOffset embargo = TwoParties.Day0.AddDays(10);
        AccessPolicy policy =
            parties.ToBob with { Audience = new Audience([parties.Bob.Id, parties.Carol.Id], [], []), Embargo = embargo };
        SubmitPreview preview = Build(policy);

        Assert.Empty(preview.Problems);
        Assert.Equal(["lab/alice", "institute/bob"], preview.Granted.Select(granted => granted.Member.Name.ToString()));
        WhoEntry[] bob = [.. preview.Who.Where(entry => entry.Reader.Id == parties.Bob.Id && entry.Key == SealedKey.Content)];
        Assert.IsType<Decision.Deny>(bob[0].Decision);
        Assert.Equal(embargo, bob[0].Until);
        Assert.IsType<Decision.Permit>(bob[1].Decision);
        Assert.Contains(preview.PolicyLines, line => line.Contains("institute/bob", StringComparison.Ordinal));
        Assert.Contains(preview.Warnings, warning => warning.StartsWith("institute/carol is named", StringComparison.Ordinal));
        Assert.Contains("the file tells its host's name", preview.Warnings);
    }

    [Fact]
    public void It_says_why_a_policy_would_be_refused() =>
        Assert.NotEmpty(Build(parties.ToBob with { Purposes = [] }).Problems);

    [Fact]
    public async Task Kinds_that_no_reader_knows_go_as_they_are_and_unknown_kinds_not_at_all()
    {
        await File.WriteAllTextAsync(folder.Join("a.txt"), "text", Cancel);
        Assert.Equal("document", (await ReadAsync()).Kind.Name);
        Assert.Equal(ExitCode.Usage, (await Assert.ThrowsAsync<ClientException>(() => ReadAsync("secret"))).Exit);
        Assert.Equal(ExitCode.Failed, (await Assert.ThrowsAsync<ClientException>(() => ReadAsync("evaluation-result"))).Exit);
    }

    [Fact]
    public async Task The_card_holds_the_terms_that_the_policy_names_and_no_others()
    {
        await File.WriteAllTextAsync(folder.Join("a.txt"), "text", Cancel);
        ReadFiles read = await ReadAsync();
        TermsText terms = TermsText.Of("Ask first.");
        Assert.Equal(terms, Order(terms.Digest, terms).Card.Terms);
        Assert.Null(Order(null, null).Card.Terms);
        foreach ((Sha256Digest? named, TermsText? given) in new (Sha256Digest?, TermsText?)[]
        {
            (terms.Digest, null), (null, terms), (terms.Digest, TermsText.Of("Ask first.")),
        })
        {
            Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => Order(named, given)).Exit);
        }

        ReadOrder Order(Sha256Digest? named, TermsText? given) =>
            ReadOrder.Of(read, new PolicyDraft(parties.ToBob with { Terms = named }, given));
    }

    [Fact]
    public async Task Once_read_the_files_are_not_needed_to_preview_them()
    {
        await File.WriteAllTextAsync(folder.Join("a.txt"), "text", Cancel);
        ReadOrder order = ReadOrder.Of(await ReadAsync(), PolicyDraft.From(parties.ToBob));
        File.Delete(folder.Join("a.txt"));
        Assert.Equal("a.txt", PreviewBuilder.Build(order, parties.Alice, parties.Directory, TwoParties.Day0).Card.Title);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<ReadFiles> ReadAsync(string? kind = null) =>
        ReadFiles.ReadAsync([folder.Join("a.txt")], null, kind, parties.Agreement, Cancel);

    private SubmitPreview Build(AccessPolicy policy)
    {
        ReadReport read = new(new Card { Kind = "document", Title = "t" }, ["the file tells its host's name"]);
        ReadOrder order = new(new ReadFiles(parties.Agreement, read, []), PolicyDraft.From(policy));
        return PreviewBuilder.Build(order, parties.Alice, parties.Directory, TwoParties.Day0);
    }
}
