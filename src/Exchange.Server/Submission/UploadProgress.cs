namespace Exchange.Server.Submission;

/// <summary>How much of a part has arrived: a whole number of leaves, or the whole part.</summary>
internal sealed record UploadProgress(long BytesHeld, bool Complete);
