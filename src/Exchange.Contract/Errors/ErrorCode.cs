namespace Exchange.Contract.Errors;

/// <summary>Every way in which the service says no, other than by a decision. Each has one status and one fixed text on the wire.</summary>
public enum ErrorCode
{
    /// <summary>The message or a statement in it is not what its format says.</summary>
    Malformed = 1,

    /// <summary>Unknown and forbidden alike.</summary>
    NoSuchItem = 2,

    /// <summary>The caller's key is not that of an active member, or the member lacks the role.</summary>
    NotAllowed = 3,

    /// <summary>A statement's signatures, signer or chain do not hold.</summary>
    NotVerified = 4,

    /// <summary>The same id with other bytes; or a request that was permitted once, after access had ended.</summary>
    Conflict = 5,

    /// <summary>A size, count or rate is over what the agreement or the server allows.</summary>
    TooMuch = 6,

    /// <summary>Parts that the statement names have not been uploaded whole.</summary>
    Incomplete = 7,

    /// <summary>The policy cannot hold, or uses what this version does not know.</summary>
    PolicyRefused = 8,

    /// <summary>What is stored is not what was stored.</summary>
    DataLoss = 9,

    /// <summary>The service cannot take writes now.</summary>
    Unavailable = 10,

    /// <summary>A release request is past its not-after, or too far ahead.</summary>
    RequestExpired = 11,

    /// <summary>The agreement has not begun, or has ended.</summary>
    AgreementNotInForce = 12,

    /// <summary>The disk is full: nothing was taken in, and what is stored can still be read.</summary>
    StorageFull = 13,

    /// <summary>A statement of another member than the one who hands it in.</summary>
    NotYours = 14,

    /// <summary>A statement made for another agreement.</summary>
    OtherAgreement = 15,

    /// <summary>A statement made for another item, or another statement of it.</summary>
    OtherItem = 16,

    /// <summary>A statement made for another policy than the one in force.</summary>
    PolicyChanged = 17,

    /// <summary>The policy does not ask for this member's approval, or not for this reader.</summary>
    ApprovalNotAsked = 18,

    /// <summary>Nobody approves their own opening.</summary>
    SelfApproval = 19,

    /// <summary>An approval that a release rests on stays.</summary>
    ApprovalUsed = 20,

    /// <summary>The sender signed that they would not withdraw or narrow.</summary>
    NotRevocable = 21,

    /// <summary>The item has been withdrawn.</summary>
    Withdrawn = 22,

    /// <summary>An acknowledgement of other terms than the policy's.</summary>
    OtherTerms = 23,

    /// <summary>An approver takes back what they never said, or took back before.</summary>
    NothingToTakeBack = 24,

    /// <summary>Terms are for readers to acknowledge.</summary>
    NotAReader = 25,
}
