using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Contract.Json;

// One line each: how a proven type is spelled in JSON. The types themselves know their text form.
internal sealed class ItemIdConverter() : TextConverter<ItemId>(ItemId.Parse, value => value.ToString());

internal sealed class MemberIdConverter() : TextConverter<MemberId>(MemberId.Parse, value => value.ToString());

internal sealed class AgreementIdConverter() : TextConverter<AgreementId>(AgreementId.Parse, value => value.ToString());

internal sealed class RequestIdConverter() : TextConverter<RequestId>(RequestId.Parse, value => value.ToString());

internal sealed class PartyNameConverter() : TextConverter<PartyName>(PartyName.Parse, value => value.ToString());

internal sealed class HandleConverter() : TextConverter<Handle>(Handle.Parse, value => value.ToString());

internal sealed class DigestConverter() : TextConverter<Sha256Digest>(Sha256Digest.Parse, value => value.ToString());

internal sealed class RoleConverter() : TextConverter<Role>(RoleNames.Parse, RoleNames.Format);

internal sealed class Ed25519KeyConverter()
    : TextConverter<Ed25519PublicKey>(text => new Ed25519PublicKey(StrictBase64.Decode(text)), key => StrictBase64.Encode(key.Bytes));

internal sealed class MlDsa65KeyConverter()
    : TextConverter<MlDsa65PublicKey>(text => new MlDsa65PublicKey(StrictBase64.Decode(text)), key => StrictBase64.Encode(key.Bytes));

internal sealed class TlsKeyConverter()
    : TextConverter<TlsPublicKey>(
        text => new TlsPublicKey(StrictBase64.Decode(text)), key => StrictBase64.Encode(key.SubjectPublicKeyInfo));

internal sealed class RecipientConverter() : TextConverter<HybridRecipient>(HybridRecipient.Parse, value => value.ToString());

internal sealed class VerifierKeyConverter() : TextConverter<NoteVerifierKey>(NoteVerifierKey.Parse, value => value.ToString());

internal sealed class InstantConverter() : TextConverter<DateTimeOffset>(Timestamp.Parse, Timestamp.Format);

internal sealed class SealedKeyConverter() : TextConverter<SealedKey>(SealedKeyNames.Parse, SealedKeyNames.Format);

internal sealed class ApprovalAnswerConverter() : TextConverter<ApprovalAnswer>(ApprovalAnswerName.Parse, ApprovalAnswerName.Of);

/// <summary>Reads and writes a proven type as one JSON string, in its own text form.</summary>
internal abstract class TextConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        try
        {
            return parse(text ?? throw new JsonException($"expected a string for {typeof(T).Name}"));
        }
        catch (MalformedException malformed)
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
}
