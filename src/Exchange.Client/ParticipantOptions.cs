using Exchange.Client.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Client;

/// <summary>How a participant's home is opened.</summary>
public sealed record ParticipantOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Null: the defaults, with this clock.</summary>
    internal TransportOptions? Transport { get; init; }

    /// <summary>Where the client's log goes: ids, call names, sizes and durations, never what is shared. Not owned.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Host and port; null: as the home has it.</summary>
    public string? Server { get; init; }
}
