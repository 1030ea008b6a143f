namespace Exchange.Cli.Json;

/// <summary>One field that changes from one policy to another; what is neither narrower nor wider decides nothing.</summary>
internal sealed record PolicyFieldJson(string Field, bool Narrower, bool Wider, string Text);
