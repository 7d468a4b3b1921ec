namespace NormFace.Datasets;

/// <summary>
/// A picture that cannot be read or decoded. One such picture is skipped and counted; many stop a run.
/// </summary>
/// <param name="picture">Path of the picture in its source.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="cause">The error below, or null.</param>
public sealed class PictureException(string picture, string reason, Exception? cause = null)
    : IOException($"{picture}: {reason}", cause)
{
    /// <summary>Path of the picture in its source.</summary>
    public string Picture { get; } = picture;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
