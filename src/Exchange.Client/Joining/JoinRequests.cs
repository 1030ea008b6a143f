using System.Text.Json;
using Exchange.Client.Keys;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Joining;

/// <summary>
/// What a person gives their administrator: the public keys of a device, signed with these keys. It proves possession, not who the
/// person is.
/// </summary>
public static class JoinRequests
{
    private const int MaxDepth = 16;

    /// <summary>A request for these keys.</summary>
    /// <param name="device">A name for the device, such as <c>laptop</c>.</param>
    /// <param name="wants">The roles asked for; the administrator decides.</param>
    public static DsseEnvelope Create(AgreementId agreement, MemberName name, Handle device, IReadOnlyList<Role> wants, DeviceKeys keys)
    {
        DeviceTerms terms = keys.ToTerms(device);
        JoinRequestPredicate request = new(
            agreement,
            name.Party,
            name.Handle,
            [.. wants.Distinct().Select(RoleNames.Format)],
            terms,
            TlsPossession.Prove(keys.Tls, terms));
        return EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.JoinRequest, "join-request", request), [keys.Signer]);
    }

    /// <summary>
    /// Verifies that the person who made the request holds the keys that it names. Compare its digest with them by some other means.
    /// </summary>
    /// <exception cref="MalformedException">Not a join request, or its maker does not hold a key in it.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    public static Statement<JoinRequestPredicate> Verify(DsseEnvelope envelope)
    {
        // 1. It contains the keys that verify it; nothing else is read before they have.
        SignerPublicKey own = ReadOwnKeys(envelope);

        // 2. Signed by exactly these.
        Statement<JoinRequestPredicate> request = StatementCodec.Read(StatementKinds.JoinRequest, EnvelopeVerifier.Verify(envelope, own));
        if (request.Predicate.Device.Signing.ToSigner() != own)
        {
            throw new MalformedException("the join request is not signed by its device's keys");
        }

        // 3. And the same person holds the TLS key.
        return TlsPossession.Verify(request.Predicate.Device, request.Predicate.TlsProof.Span)
            ? request
            : throw new MalformedException("the join request does not prove that its maker holds its TLS key");
    }

    private static SignerPublicKey ReadOwnKeys(DsseEnvelope envelope)
    {
        try
        {
            using JsonDocument predicate = JsonDocument.Parse(
                InTotoStatement.Parse(envelope.Payload.Span).Predicate,
                new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            JsonElement signing = predicate.RootElement.GetProperty("device").GetProperty("signing");
            return new SignerPublicKey(new Ed25519PublicKey(Bytes(signing, "ed25519")), new MlDsa65PublicKey(Bytes(signing, "mlDsa65")));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MalformedException("not a join request");
        }
    }

    private static byte[] Bytes(JsonElement signing, string name) => StrictBase64.Decode(signing.GetProperty(name).GetString());
}
