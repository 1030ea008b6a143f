namespace Exchange.Contract.Errors;

/// <summary>
/// Every way in which the service refuses, other than by a decision. Each has one status and one fixed text on the wire:
/// <see cref="ErrorTexts"/>.
/// </summary>
public enum ErrorCode
{
    /// <summary>The message, or a statement in it, does not follow its format.</summary>
    Malformed = 1,

    /// <summary>Unknown and forbidden alike.</summary>
    NoSuchItem = 2,

    /// <summary>The caller's key is not that of an active member, or the member lacks the role.</summary>
    NotAllowed = 3,

    /// <summary>A statement's signatures, signer or chain do not hold.</summary>
    NotVerified = 4,

    /// <summary>The same id with different bytes; or a request that was permitted once, repeated after access had ended.</summary>
    Conflict = 5,

    /// <summary>A size, count or rate is over what the agreement or the server allows.</summary>
    TooMuch = 6,

    /// <summary>Parts that the statement names have not been uploaded completely.</summary>
    Incomplete = 7,

    /// <summary>The policy contradicts itself or the agreement, or has an unknown version.</summary>
    PolicyRefused = 8,

    /// <summary>Stored data has changed.</summary>
    DataLoss = 9,

    /// <summary>The service cannot write at present.</summary>
    Unavailable = 10,

    /// <summary>A release request is past its not-after, or too far ahead.</summary>
    RequestExpired = 11,

    /// <summary>The agreement has not begun, or has ended.</summary>
    AgreementNotInForce = 12,

    /// <summary>The disk is full: nothing was stored, and what was stored before can still be read.</summary>
    StorageFull = 13,

    /// <summary>A statement signed by a different member from the one who submits it.</summary>
    NotYours = 14,

    /// <summary>A statement made for another agreement.</summary>
    OtherAgreement = 15,

    /// <summary>A statement made for another item, or for a different statement of it.</summary>
    OtherItem = 16,

    /// <summary>A statement made for a different policy from the one in force.</summary>
    PolicyChanged = 17,

    /// <summary>The policy does not ask this member to approve, or not for this reader.</summary>
    ApprovalNotAsked = 18,

    /// <summary>Nobody approves their own opening.</summary>
    SelfApproval = 19,

    /// <summary>An approval that a release rests on cannot be changed.</summary>
    ApprovalUsed = 20,

    /// <summary>The sender signed that they would not withdraw or narrow.</summary>
    NotRevocable = 21,

    /// <summary>The item has been withdrawn.</summary>
    Withdrawn = 22,

    /// <summary>An acknowledgement of terms that are not the policy's.</summary>
    OtherTerms = 23,

    /// <summary>The approver has no answer to take back.</summary>
    NothingToTakeBack = 24,

    /// <summary>Only readers acknowledge terms.</summary>
    NotAReader = 25,
}
