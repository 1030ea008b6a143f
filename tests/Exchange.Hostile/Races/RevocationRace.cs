using System.Globalization;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Client.Sealing;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Json;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Hostile.Clients;
using Google.Protobuf;
using Grpc.Net.Client;
using GrantsClient = Exchange.Contract.Wire.Grants.GrantsClient;
using LogClient = Exchange.Contract.Wire.Log.LogClient;

namespace Exchange.Hostile.Races;

/// <summary>
/// A reader's membership ends while sixteen of their requests are under way: what is permitted was decided before it ended.
/// </summary>
internal sealed class RevocationRace(RaceGround ground) : Race(ground)
{
    private static readonly PartyName Institute = PartyName.Parse("institute");

    private readonly ItemKeys stand = ItemKeys.Generate();
    private VerifiedItem? shared;

    protected override async Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round)
    {
        // 1. Somebody joins and is sealed the keys; that they are not the item's own, only the reader would find out.
        shared ??=
            await Ground.SubmitAsync(Ground.ToBob with { Audience = new Audience([], [], [new AudienceRole(Institute, Role.Reader)]) });
        using DeviceKeys keys = DeviceKeys.Generate();
        MemberName name = new(Institute, Handle.Parse(string.Create(CultureInfo.InvariantCulture, $"reader-{round}")));
        DsseEnvelope request = JoinRequests.Create(Ground.Erin.Agreement.Id, name, Handle.Parse("laptop"), [Role.Reader], keys);
        await Ground.Erin.Server.Directory.AppendAsync(
            Memberships.Sign(JoinRequests.Verify(request), [Role.Reader], [], null, Ground.Erin.Keys.Signer),
            AttackedServer.Cancel);
        await Ground.Erin.RefreshAsync(AttackedServer.Cancel);
        Member reader = Ground.Erin.Directory.Find(name) ?? throw new InvalidOperationException("not enrolled");
        await GrantAsync(shared, reader);

        // 2. Everything signed, the connection warm.
        SenderTerms signs = keys.SignsAs(reader);
        ReleaseRequest[] releases = [.. Enumerable.Range(0, Parallel).Select(_ => Sign(shared, signs, keys))];
        DsseEnvelope revocation = Memberships.Revoke(Ground.Erin.Agreement.Id, reader, RevocationReason.Left, Ground.Erin.Keys.Signer);
        using GrpcChannel channel = Ground.Server.Channel(keys.Certificate);
        await new LogClient(channel).GetCheckpointAsync(
            new GetCheckpointRequest { Log = LogName.Audit },
            cancellationToken: AttackedServer.Cancel);

        // 3. They meet.
        long size = Ground.Erin.Directory.Size;
        (IReadOnlyList<RaceAnswer> answers, _) = await MeetAsync(
            releases,
            (_, release) => Ground.ReleaseAsync(channel, release),
            () => Ground.Erin.Server.Directory.AppendAsync(revocation, AttackedServer.Cancel));

        // 4. Permitted is what was decided by a directory without the revocation; all else was no member's request.
        Assert.All(
            answers,
            answer =>
                Assert.True(answer.IsPermit ? answer.Event!.Directory.Size == size : answer.Refused == ErrorCode.NotAllowed, $"{answer}"));
        Assert.Equal(ErrorCode.NotAllowed, (await Ground.ReleaseAsync(channel, Sign(shared, signs, keys))).Refused);
        return answers;
    }

    protected override bool IsKeptOut(RaceAnswer answer) => answer.Refused == ErrorCode.NotAllowed;

    protected override void RequireMet()
    {
        Tally.RequireStraddled(Tally.IsLong ? 25 : 0);
        Assert.Equal(0, Tally.Denials);
    }

    private async Task GrantAsync(VerifiedItem item, Member reader)
    {
        IReadOnlyList<SealedGrant> grants =
            GrantSealer.Seal(item.Id, item.Digest, stand, [KeyRecipient.OfBothKeys(reader)], item.Sender, null);
        DsseEnvelope statement =
            GrantSealer.Sign(Ground.Alice.Agreement, item.Id, item.Digest, Ground.Alice.SenderTerms, grants, Ground.Alice.Keys.Signer);
        await new GrantsClient(Ground.Server.ChannelOf("alice")).AddGrantsAsync(
            new AddGrantsRequest
            {
                GrantStatement = ByteString.CopyFrom(statement.Encode()),
                Grants = { grants.Select(grant => ByteString.CopyFrom(grant.File.Span)) },
            },
            cancellationToken: AttackedServer.Cancel);
    }

    private ReleaseRequest Sign(VerifiedItem item, SenderTerms reader, DeviceKeys keys)
    {
        ReleaseRequestPredicate terms = new()
        {
            Agreement = Ground.Alice.Agreement.Id,
            Item = item.Id,
            Statement = item.Digest,
            Key = SealedKey.Content,
            PolicyDigest = item.Predicate.PolicyDigest,
            Purpose = "research",
            Request = RequestId.New(),
            Reader = reader,
            NotAfter = Timestamp.Truncate(Ground.Clock.GetUtcNow().AddMinutes(10)),
        };
        return new ReleaseRequest
        {
            Request = ByteString.CopyFrom(
                EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.ReleaseRequest, "release-request", terms), [keys.Signer])
                    .Encode()),
        };
    }
}
