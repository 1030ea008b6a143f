namespace Exchange.Contract.Policy;

/// <summary>How far beyond its audience an item may be granted. What a person does with what they have read is another matter: that is TLP's, a promise.</summary>
public enum OnwardSharing
{
    /// <summary>To nobody outside the audience.</summary>
    None = 1,

    /// <summary>To further readers of the parties that the audience names.</summary>
    Party = 2,

    /// <summary>To further readers of any party of the agreement.</summary>
    Agreement = 3,
}
