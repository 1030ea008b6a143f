using Exchange.Client.Transport;

namespace Exchange.Client;

/// <summary>How a participant's home is opened.</summary>
public sealed record ParticipantOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Null: the defaults, with this clock.</summary>
    public ExchangeClientOptions? Transport { get; init; }

    /// <summary>Host and port; null: as the home has it.</summary>
    public string? Server { get; init; }
}
