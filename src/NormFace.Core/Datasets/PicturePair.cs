namespace NormFace.Datasets;

/// <summary>Two pictures, of one identity or of two.</summary>
/// <param name="First">Index of one into a source's entries.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="IsGenuine">Whether both show one identity.</param>
public readonly record struct PicturePair(int First, int Second, bool IsGenuine);
