using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Joining;

public sealed class MembershipTests : IDisposable
{
    private readonly Parties parties = new();
    private readonly DeviceKeys dana = DeviceKeys.Generate();
    private readonly DeviceKeys alice = DeviceKeys.Generate();

    public void Dispose()
    {
        parties.Dispose();
        dana.Dispose();
        alice.Dispose();
    }

    [Fact]
    public void Roots_make_an_administrator_who_enrols_and_revokes()
    {
        DsseEnvelope administrator = parties.Enrol("lab/dana", dana, parties.LabRoot.Signer, Role.Administrator, Role.Approver);
        DsseEnvelope submitter = parties.Enrol("lab/alice", alice, dana.Signer, Role.Submitter);
        DirectoryState state = parties.Replay(administrator, submitter);
        Member member = Find(state, "lab/alice");
        Assert.Equal(member.Id, state.FindByTlsPin(alice.TlsPublicKey.Pin)?.Member.Id);
        Assert.Equal([Role.Submitter], member.Roles);
        Assert.Equal(alice.Identity.Recipient, member.Devices[0].Recipient);

        state = DirectoryReplay.Apply(state, Memberships.Revoke(parties.Agreement.Id, member, RevocationReason.Left, dana.Signer));
        Assert.Null(state.FindByTlsPin(alice.TlsPublicKey.Pin));
        Assert.Null(state.Find(member.Name));
    }

    [Fact]
    public void Another_device_joins_and_one_of_the_same_name_is_replaced()
    {
        using DeviceKeys phone = DeviceKeys.Generate();
        using DeviceKeys newLaptop = DeviceKeys.Generate();
        DirectoryState state = parties.Replay(parties.Enrol("lab/alice", alice, parties.LabRoot.Signer, Role.Submitter));
        MemberId id = Find(state, "lab/alice").Id;

        state = DirectoryReplay.Apply(state, Again(state, "phone", phone));
        Assert.Equal(2, Find(state, "lab/alice").Devices.Length);

        state = DirectoryReplay.Apply(state, Again(state, "laptop", newLaptop));
        Assert.Equal([phone.TlsPublicKey, newLaptop.TlsPublicKey], Find(state, "lab/alice").Devices.Select(device => device.Tls));
        Assert.Null(state.FindByTlsPin(alice.TlsPublicKey.Pin));
        Assert.Equal(id, Find(state, "lab/alice").Id);
    }

    [Fact]
    public void Roles_and_teams_change_and_the_keys_stay()
    {
        DirectoryState state = parties.Replay(parties.Enrol("lab/alice", alice, parties.LabRoot.Signer, Role.Submitter));
        DsseEnvelope changed = Memberships.Change(
            parties.Agreement.Id,
            Find(state, "lab/alice"),
            [Role.Reader, Role.Submitter, Role.Reader],
            [Handle.Parse("red-team")],
            parties.LabRoot.Signer);
        Member member = Find(DirectoryReplay.Apply(state, changed), "lab/alice");
        Assert.Equal([Role.Submitter, Role.Reader], member.Roles);
        Assert.Equal([Handle.Parse("red-team")], member.Teams);
        Assert.Equal(alice.Signer.PublicKey, member.Devices[0].Signer);
    }

    [Fact]
    public void Another_partys_root_enrols_nobody()
    {
        DsseEnvelope wrong = parties.Enrol("lab/alice", alice, parties.InstituteRoot.Signer, Role.Submitter);
        Assert.Equal(DirectoryFault.NotChained, Assert.Throws<DirectoryException>(() => parties.Replay(wrong)).Fault);
    }

    [Fact]
    public void A_request_that_names_a_TLS_key_of_somebody_else_is_refused()
    {
        JoinRequestPredicate honest = JoinRequests.Verify(Request(alice)).Predicate;
        DsseEnvelope stolen = Signed(honest with { Device = honest.Device with { Tls = dana.TlsPublicKey } }, alice.Signer);
        Assert.Throws<MalformedException>(() => JoinRequests.Verify(stolen));

        // The proof of the one whose key it is, taken from their own request, does not help: it names their other keys.
        JoinRequestPredicate danas = JoinRequests.Verify(Request(dana)).Predicate;
        DsseEnvelope replayed =
            Signed(honest with { Device = honest.Device with { Tls = dana.TlsPublicKey }, TlsProof = danas.TlsProof }, alice.Signer);
        Assert.Throws<MalformedException>(() => JoinRequests.Verify(replayed));
    }

    [Fact]
    public void A_request_with_another_recipient_than_was_proven_is_refused()
    {
        JoinRequestPredicate honest = JoinRequests.Verify(Request(alice)).Predicate;
        DsseEnvelope swapped = Signed(honest with { Device = honest.Device with { Recipient = dana.Identity.Recipient } }, alice.Signer);
        Assert.Throws<MalformedException>(() => JoinRequests.Verify(swapped));
    }

    [Fact]
    public void A_request_that_others_signed_or_that_is_none_is_refused()
    {
        DsseEnvelope request = Request(alice);
        Assert.Throws<EnvelopeException>(() => JoinRequests.Verify(EnvelopeSigner.Sign(request.Payload, [dana.Signer])));
        Assert.Throws<EnvelopeException>(() => JoinRequests.Verify(request with { Signatures = [request.Signatures[0]] }));
        Assert.Throws<MalformedException>(() => JoinRequests.Verify(parties.Signed));
    }

    [Fact]
    public void A_request_survives_its_file()
    {
        JoinRequestPredicate read = JoinRequests.Verify(DsseEnvelope.Parse(Request(alice).Encode())).Predicate;
        Assert.Equal((Parties.Lab, Handle.Parse("alice"), "submitter"), (read.Party, read.Handle, Assert.Single(read.WantsRoles)));
    }

    private DsseEnvelope Request(DeviceKeys keys, string device = "laptop") =>
        JoinRequests.Create(parties.Agreement.Id, MemberName.Parse("lab/alice"), Handle.Parse(device), [Role.Submitter], keys);

    private DsseEnvelope Again(DirectoryState state, string device, DeviceKeys keys) =>
        Memberships.Sign(
            JoinRequests.Verify(Request(keys, device)), [Role.Submitter], [], Find(state, "lab/alice"), parties.LabRoot.Signer);

    private static DsseEnvelope Signed(JoinRequestPredicate request, SignerKey signer) =>
        EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.JoinRequest, "join-request", request), [signer]);

    private static Member Find(DirectoryState state, string name) => state.Find(MemberName.Parse(name))!;
}
