using System.Text.Json;

namespace Exchange.Formats.Tests.Primitives;

/// <summary>One case; bytes are hex in the file.</summary>
internal readonly record struct WycheproofCase(JsonElement Group, JsonElement Test)
{
    public int Id => Test.GetProperty("tcId").GetInt32();

    public string Result => Test.GetProperty("result").GetString()!;

    public bool IsValid => Result == "valid";

    public bool Has(string name) => Test.TryGetProperty(name, out _);

    public bool Flagged(string flag) => Test.GetProperty("flags").EnumerateArray().Any(f => f.GetString() == flag);

    public byte[] Bytes(string name) => Convert.FromHexString(Test.GetProperty(name).GetString()!);

    public byte[] BytesOrEmpty(string name) => Has(name) ? Bytes(name) : [];

    public byte[] GroupBytes(string name) => Convert.FromHexString(Group.GetProperty(name).GetString()!);
}
