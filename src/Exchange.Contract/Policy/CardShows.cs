namespace Exchange.Contract.Policy;

/// <summary>When the audience may see the card.</summary>
public enum CardShows
{
    /// <summary>As soon as the item is there, embargo or not.</summary>
    AtOnce = 1,

    /// <summary>Once the embargo has passed; without an embargo, at once.</summary>
    AfterEmbargo = 2,

    /// <summary>Once the embargo has passed and this reader has been permitted to open the contents.</summary>
    WithContents = 3,
}
