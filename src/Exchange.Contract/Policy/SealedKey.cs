namespace Exchange.Contract.Policy;

/// <summary>The two keys of an item: one for the card, one for all other parts.</summary>
public enum SealedKey
{
    /// <summary>Needs no purpose and is no opening.</summary>
    Card = 1,

    /// <summary>Needs a purpose; each permit is an opening.</summary>
    Content = 2,
}
