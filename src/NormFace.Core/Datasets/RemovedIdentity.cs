namespace NormFace.Datasets;

/// <summary>Why a data set left an identity out.</summary>
public enum RemovalReason
{
    /// <summary>A list names it.</summary>
    Excluded,

    /// <summary>It has fewer pictures than the filter asks for.</summary>
    TooFewPictures,
}

/// <summary>An identity that a data set left out.</summary>
/// <param name="Identity">The identity with its prefix.</param>
/// <param name="PictureCount">Its pictures, which are left out as well.</param>
/// <param name="Reason">Why.</param>
public sealed record RemovedIdentity(string Identity, int PictureCount, RemovalReason Reason);
