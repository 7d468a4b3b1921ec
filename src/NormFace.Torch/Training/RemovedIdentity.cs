namespace NormFace.Training;

/// <summary>An identity that a data set left out.</summary>
/// <param name="Identity">The identity with its prefix.</param>
/// <param name="PictureCount">Its pictures, which are left out as well.</param>
/// <param name="IsExcluded">Whether a list names it; else it has too few pictures.</param>
public sealed record RemovedIdentity(string Identity, int PictureCount, bool IsExcluded);
