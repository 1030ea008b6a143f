using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Testing;

namespace Exchange.Formats.Tests.Primitives;

/// <summary>The one vector of FiloSottile/hpke's post-quantum set for our suite: KEM 0x647a, KDF 1, AEAD 3.</summary>
public class HpkeVectorTests
{
    [Fact]
    public void The_key_pair_is_that_of_the_vector()
    {
        JsonElement vector = Vector();
        using XWing key = new(Hex(vector, "skRm"));
        Assert.Equal(Hex(vector, "pkRm"), key.PublicKey);
        Assert.True(XWing.IsPublicKey(key.PublicKey));
    }

    [Fact]
    public void Encapsulation_and_decapsulation_give_its_shared_secret()
    {
        JsonElement vector = Vector();
        byte[] encapsulated = new byte[XWing.CiphertextSize];
        byte[] sent = new byte[XWing.SharedSecretSize], received = new byte[XWing.SharedSecretSize];
        XWing.Encapsulate(Hex(vector, "pkRm"), Hex(vector, "ikmE"), encapsulated, sent);
        Assert.Equal(Hex(vector, "enc"), encapsulated);
        Assert.Equal(Hex(vector, "shared_secret"), sent);
        using XWing key = new(Hex(vector, "skRm"));
        Assert.True(key.TryDecapsulate(encapsulated, received));
        Assert.Equal(sent, received);
    }

    [Fact]
    public void The_key_schedule_its_encryptions_and_its_exports_are_those_of_the_vector()
    {
        JsonElement vector = Vector();
        using HpkeContext sender = new(Hex(vector, "shared_secret"), Hex(vector, "info"));
        using HpkeContext receiver = new(Hex(vector, "shared_secret"), Hex(vector, "info"));
        Assert.Equal(Hex(vector, "suite_id"), HpkeContext.SuiteId);
        Assert.Equal(Hex(vector, "key"), sender.Key);
        Assert.Equal(Hex(vector, "base_nonce"), sender.BaseNonce);
        Assert.Equal(Hex(vector, "exporter_secret"), sender.ExporterSecret);
        int encryptions = 0, exports = 0;
        foreach (JsonElement e in vector.GetProperty("encryptions").EnumerateArray())
        {
            encryptions++;
            byte[] ciphertext = sender.Seal(Hex(e, "aad"), Hex(e, "pt"));
            Assert.Equal(Hex(e, "ct"), ciphertext);
            byte[] plaintext = new byte[ciphertext.Length - HpkeContext.TagSize];
            Assert.False(receiver.TryOpen([1, 2, 3], ciphertext, plaintext));
            Assert.True(receiver.TryOpen(Hex(e, "aad"), ciphertext, plaintext));
            Assert.Equal(Hex(e, "pt"), plaintext);
        }

        foreach (JsonElement e in vector.GetProperty("exports").EnumerateArray())
        {
            exports++;
            Assert.Equal(Hex(e, "exported_value"), sender.Export(Hex(e, "exporter_context"), e.GetProperty("L").GetInt32()));
        }

        Assert.Equal((10, 5), (encryptions, exports));
    }

    [Fact]
    public void A_single_shot_opens_only_with_its_info_its_data_and_its_key()
    {
        using XWing key = new(new byte[32]);
        using XWing other = new([.. new byte[31], 1]);
        (byte[] encapsulated, byte[] ciphertext) = Hpke.SealBase(key.PublicKey, "info"u8, "data"u8, "hello"u8);
        Assert.Equal("hello"u8, Hpke.TryOpenBase(key, encapsulated, "info"u8, "data"u8, ciphertext)!);
        Assert.Null(Hpke.TryOpenBase(key, encapsulated, "inf"u8, "data"u8, ciphertext));
        Assert.Null(Hpke.TryOpenBase(key, encapsulated, "info"u8, "dat"u8, ciphertext));
        Assert.Null(Hpke.TryOpenBase(other, encapsulated, "info"u8, "data"u8, ciphertext));
        Assert.Throws<MalformedException>(() => Hpke.TryOpenBase(key, encapsulated.AsSpan(1), "info"u8, "data"u8, ciphertext));
        encapsulated.AsSpan(MlKem768.CiphertextSize).Clear();
        Assert.Throws<MalformedException>(() => Hpke.TryOpenBase(key, encapsulated, "info"u8, "data"u8, ciphertext));
    }

    [Fact]
    public void The_managed_sha3_is_the_platforms()
    {
        byte[] one = new byte[32], two = new byte[32], three = new byte[200], four = new byte[200];
        Sha3.Hash256("abc"u8, one);
        Sha3.ManagedHash256("abc"u8, two);
        Sha3.ExpandShake256("abc"u8, three);
        Sha3.ManagedShake256("abc"u8, four);
        Assert.Equal("3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532", Convert.ToHexStringLower(one));
        Assert.Equal(one, two);
        Assert.Equal(three, four);
    }

    private static JsonElement Vector()
    {
        JsonElement all = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf("vectors", "hpke", "hpke-pq.json"))).RootElement;
        return all.EnumerateArray().Single(v =>
            v.GetProperty("kem_id").GetInt32() == 0x647a
            && v.GetProperty("kdf_id").GetInt32() == 1
            && v.GetProperty("aead_id").GetInt32() == 3);
    }

    private static byte[] Hex(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);
}
