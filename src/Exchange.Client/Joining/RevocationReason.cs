namespace Exchange.Client.Joining;

/// <summary>Why a membership ends, as revocations state it.</summary>
public static class RevocationReason
{
    public const string Left = "left";
    public const string KeyCompromise = "key-compromise";
    public const string RoleEnded = "role-ended";
    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [Left, KeyCompromise, RoleEnded, Other];
}
