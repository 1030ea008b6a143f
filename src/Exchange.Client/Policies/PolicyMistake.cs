namespace Exchange.Client.Policies;

/// <summary>One mistake in a policy file: what is wrong there, and how it would be right. Safe to print.</summary>
public sealed record PolicyMistake(FilePlace At, string What, string Right);
