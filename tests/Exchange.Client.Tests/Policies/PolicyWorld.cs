using System.Text;
using Exchange.Client.Agreements;
using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Client.Tests.Policies;

/// <summary>A lab and an institute of which Erin is in the team cyber; policies are Alice's, files are called p.yaml.</summary>
internal sealed class PolicyWorld
{
    public PolicyWorld()
    {
        Parties.EnrolIn("institute/erin", ["cyber"], Role.Reader);
        Parties.Enrol("lab/bob", Role.Reader);
    }

    public TwoParties Parties { get; } = new();

    public PolicyScope Scope => new(Parties.Alice, Parties.Directory, TwoParties.Day0.AddMilliseconds(7));

    public PolicyDraft Read(string yaml, AccessPolicy? basis = null) => Read(Encoding.UTF8.GetBytes(yaml), basis);

    public PolicyDraft Read(byte[] yaml, AccessPolicy? basis = null) =>
        PolicyFile.Parse(yaml, "p.yaml", PolicyDraft.From(basis ?? AgreementDefaults.Policy), Scope);

    public ClientException Refuse(string yaml) => Refuse(Encoding.UTF8.GetBytes(yaml));

    public ClientException Refuse(byte[] yaml)
    {
        ClientException refused = Assert.Throws<ClientException>(() => Read(yaml));
        Assert.Equal(ExitCode.Usage, refused.Exit);
        return refused;
    }
}
