namespace Exchange.Contract.Policy;

/// <summary>Who may grant an item to further members, within the audience and <see cref="OnwardSharing"/>.</summary>
public enum Grantors
{
    Sender = 1,

    /// <summary>Also a reader of the audience, who needs a permit of their own for it: that is an opening.</summary>
    Readers = 2,
}
