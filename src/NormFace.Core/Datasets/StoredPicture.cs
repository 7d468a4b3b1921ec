namespace NormFace.Datasets;

/// <summary>A picture as its source stores it: an encoded file, or bare pixels.</summary>
/// <param name="Bytes">The file (JPEG, PNG, WebP, ...), or the pixels row by row.</param>
/// <param name="PixelWidth">Width of bare pixels; 0 for an encoded file.</param>
/// <param name="PixelHeight">Height of bare pixels; 0 for an encoded file.</param>
/// <param name="PixelChannels">1 for grey, 3 for red, green, blue; 0 for an encoded file.</param>
public readonly record struct StoredPicture(ReadOnlyMemory<byte> Bytes, int PixelWidth = 0, int PixelHeight = 0, int PixelChannels = 0)
{
    /// <summary>Whether the bytes are pixels already.</summary>
    public bool IsBarePixels => PixelWidth > 0;
}
