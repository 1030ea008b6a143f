namespace Exchange.Hostile.World;

/// <summary>A folder of two organisations.</summary>
/// <param name="First">An item that alice sent to bob.</param>
/// <param name="Second">Another.</param>
internal sealed record Prepared(string Folder, string First, string Second);
