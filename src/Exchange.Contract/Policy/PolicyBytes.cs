using Exchange.Formats.Primitives;
using Google.Protobuf;

namespace Exchange.Contract.Policy;

/// <summary>
/// The bytes of a policy as they are in the statement: deterministic protobuf, exactly one encoding for each policy
/// (<c>protos/exchange/v1/policy.proto</c>).
/// </summary>
public static class PolicyBytes
{
    /// <summary>Bytes in one policy.</summary>
    public const int MaxSize = 64 * 1024;

    /// <summary>Members, teams and roles together.</summary>
    public const int MaxAudience = 1000;

    public const int MaxPurposes = 32;

    /// <summary>Characters of the handling marking.</summary>
    public const int MaxHandling = 128;

    /// <summary>Rules of approval; each is for another party.</summary>
    public const int MaxApprovalRules = 16;

    /// <summary>People that one rule asks for.</summary>
    public const uint MaxApprovals = 100;

    public const uint MaxRetentionDays = 36_500;

    /// <exception cref="MalformedException">
    /// The policy exceeds the bounds, has a time with fractions of a second, or a value that the wire does not know.
    /// </exception>
    public static byte[] Encode(AccessPolicy policy)
    {
        PolicyForm.Check(policy);
        byte[] bytes = PolicyWire.ToWire(policy).ToByteArray();
        return bytes.Length <= MaxSize ? bytes : throw new MalformedException($"a policy has at most {MaxSize} bytes");
    }

    /// <summary>Reads what <see cref="Encode"/> writes, and nothing else.</summary>
    /// <exception cref="MalformedException">Anything else: unknown fields, another order, repetitions, bounds.</exception>
    public static AccessPolicy Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxSize)
        {
            throw new MalformedException($"a policy has at most {MaxSize} bytes");
        }

        AccessPolicy policy = PolicyWire.FromWire(ParseWire(bytes));

        // Unknown fields, which the mapping drops, and every other liberty of protobuf are caught here: what is accepted encodes
        // to the same bytes.
        return bytes.SequenceEqual(Encode(policy))
            ? policy
            : throw new MalformedException("a policy has unknown fields or is not in canonical form");
    }

    /// <summary>The policy's digest, over its exact bytes.</summary>
    public static Sha256Digest Digest(ReadOnlySpan<byte> bytes) => Sha256Digest.Of(bytes);

    private static Wire.Policy ParseWire(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Wire.Policy.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new MalformedException("a policy is not a protobuf message");
        }
    }
}
