using Exchange.Client.Agreements;
using Exchange.Client.Keys;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Agreements;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Agreements;

public sealed class AgreementDraftTests : IDisposable
{
    private readonly Parties parties = new();

    public void Dispose() => parties.Dispose();

    [Fact]
    public void A_draft_signed_by_all_is_an_agreement_with_the_defaults()
    {
        AgreementPredicate terms = parties.Agreement.Predicate;
        Assert.Equal(["evaluation-result", "document", "risk-finding", "request", "comment"], terms.Kinds.Select(kind => kind.Name));
        Assert.Equal(["research", "evaluation", "mitigation", "oversight", "incident"], terms.Purposes);
        Assert.Equal(new LimitTerms
        {
            MaxParts = 1000,
            MaxPartBytes = 64L << 30,
            MaxItemBytes = 256L << 30,
            MaxCardBytes = 1 << 20,
            MaxGrants = 1000,
        }, terms.Limits);
        Assert.Equal((86_400, 730, 1), (terms.FreshnessSeconds, terms.MinimumRetentionDays, terms.Version));
        Assert.Equal(terms.Start.AddYears(2), terms.End);
        Assert.Equal((Parties.DirectoryOrigin, Parties.AuditOrigin), (terms.Logs.Directory.Origin, terms.Logs.Audit.Origin));

        AccessPolicy policy = PolicyBytes.Parse(terms.Kinds[0].DefaultPolicy.Span);
        Assert.Equal(["evaluation", "mitigation", "research"], policy.Purposes);
        Assert.Equal((0, CardShows.AtOnce, Tlp.AmberStrict), (policy.Audience.Count, policy.CardShows, policy.Tlp));
        Assert.Equal((null, null, null, null), (policy.Embargo, policy.Expires, policy.MaxOpenings, policy.MaxOpeningsPerPerson));
    }

    [Fact]
    public void Each_kind_has_its_own_default_policy_that_can_hold_once_it_names_readers()
    {
        Assert.Equal(
            [
                ("evaluation-result", Tlp.AmberStrict, 730u), ("document", Tlp.AmberStrict, 730u), ("risk-finding", Tlp.Red, 1825u),
                ("request", Tlp.AmberStrict, 730u), ("comment", Tlp.AmberStrict, 730u),
            ],
            parties.Agreement.Predicate.Kinds.Select(kind => (kind.Name, Default(kind).Tlp, Default(kind).RetentionDays ?? 0)));
        Assert.All(parties.Agreement.Predicate.Kinds, kind => Assert.Equal(PolicyEvaluator.Version, Default(kind).Version));
        Assert.All(
            parties.Agreement.Predicate.Kinds,
            kind => Assert.Empty(PolicyCoherence.Problems(
                Default(kind) with { Audience = new Audience([Contract.Ids.MemberId.New()], [], []) },
                parties.Agreement.PolicyTerms)));
    }

    [Fact]
    public void Nothing_is_kept_for_less_than_the_agreement_says() =>
        Assert.Equal(
            [1000u, 1000u, 1825u, 1000u, 1000u],
            Read(parties.Draft with { MinimumRetentionDays = 1000 }).Kinds.Select(kind => Default(kind).RetentionDays ?? 0));

    [Fact]
    public void One_signature_is_not_enough_and_the_order_does_not_matter()
    {
        DsseEnvelope draft = parties.Draft.ToEnvelope();
        DsseEnvelope half = AgreementSigning.AddSignature(draft, parties.InstituteRoot.Signer);
        Assert.Throws<EnvelopeException>(() => AgreementVerifier.Verify(draft));
        Assert.Throws<EnvelopeException>(() => AgreementVerifier.Verify(half));
        DsseEnvelope whole = AgreementSigning.AddSignature(half, parties.LabRoot.Signer);
        Assert.Equal(draft.PayloadDigest, AgreementVerifier.Verify(DsseEnvelope.Parse(whole.Encode())).Digest);
        Assert.Throws<EnvelopeException>(() => AgreementSigning.AddSignature(whole, parties.LabRoot.Signer));
    }

    [Fact]
    public void Somebody_elses_signature_makes_no_agreement()
    {
        using RootKeys stranger = RootKeys.Generate();
        DsseEnvelope signed = AgreementSigning.AddSignature(
            AgreementSigning.AddSignature(parties.Draft.ToEnvelope(), parties.LabRoot.Signer),
            stranger.Signer);
        Assert.Throws<EnvelopeException>(() => AgreementVerifier.Verify(signed));
    }

    [Fact]
    public void Of_three_roots_two_must_sign_unless_the_draft_says_otherwise()
    {
        using RootKeys second = RootKeys.Generate();
        using RootKeys third = RootKeys.Generate();
        AgreementDraft draft = parties.Draft with
        {
            Roots =
            [
                .. parties.Draft.Roots,
                RootPublicFile.Of(Parties.Lab, "A Lab", second.Signer),
                RootPublicFile.Of(Parties.Lab, "A Lab", third.Signer),
            ],
        };
        Assert.Equal([2, 1], Read(draft).Parties.Select(party => party.Threshold));
        Assert.Equal(
            [3, 1],
            Read(draft with { Thresholds = new Dictionary<Contract.Ids.PartyName, int> { [Parties.Lab] = 3 } }).Parties.Select(
                party => party.Threshold));
    }

    [Fact]
    public void A_draft_that_cannot_hold_is_refused_before_anybody_signs() =>
        Assert.Throws<MalformedException>(() => (parties.Draft with { End = parties.Draft.Start }).ToEnvelope());

    [Fact]
    public void Public_files_come_back_and_nothing_unknown_is_let_in()
    {
        Assert.Equal(parties.Server, ServerPublicFile.Parse(parties.Server.Encode()));
        RootPublicFile root = parties.Draft.Roots[0];
        Assert.Equal(root, RootPublicFile.Parse(root.Encode()));

        string server = System.Text.Encoding.UTF8.GetString(parties.Server.Encode());
        string[] wrong =
        [
            "{}", "[]", "", server[..^3], server.Replace("\"audit\"", "\"other\"", StringComparison.Ordinal),
            server.Replace("{", "{\"more\": \"x\",", StringComparison.Ordinal),
            server.Replace("{", "{\"audit\": \"x\",", StringComparison.Ordinal),
        ];
        Assert.All(
            wrong,
            json => Assert.Throws<MalformedException>(() => ServerPublicFile.Parse(System.Text.Encoding.UTF8.GetBytes(json))));
    }

    private static AccessPolicy Default(KindTerms kind) => PolicyBytes.Parse(kind.DefaultPolicy.Span);

    private static AgreementPredicate Read(AgreementDraft draft) => AgreementVerifier.ReadUnverified(draft.ToEnvelope());
}
