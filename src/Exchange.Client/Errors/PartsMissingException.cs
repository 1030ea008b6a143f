namespace Exchange.Client.Errors;

/// <summary>The server does not have every part of what is handed in, or not what it had before: to be sent again.</summary>
internal sealed class PartsMissingException(Exception inner) : ClientException(
    ExitCode.Failed, "The server does not have all of the item.", "What was sent has not stayed there.", "Send it again; see exchange outbox.", inner);
