namespace NormFace.Protocols.Ytf;

/// <summary>Two videos of the YouTube Faces protocol.</summary>
/// <param name="Split">Number of the split they belong to.</param>
/// <param name="Number">Number of the pair in its split.</param>
/// <param name="First">First video, <c>Person/number</c>.</param>
/// <param name="Second">Second video, <c>Person/number</c>.</param>
/// <param name="IsSame">Whether both show one person; agrees with their names.</param>
internal sealed record YtfPair(int Split, int Number, string First, string Second, bool IsSame)
{
    /// <summary>The person of a video <c>Person/number</c>.</summary>
    public static string PersonOf(string video) => video[..video.IndexOf('/', StringComparison.Ordinal)];
}
