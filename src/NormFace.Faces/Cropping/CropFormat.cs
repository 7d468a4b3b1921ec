namespace NormFace.Cropping;

/// <summary>How aligned faces are stored.</summary>
public enum CropFormat
{
    /// <summary>PNG: every pixel as it was drawn.</summary>
    Png,

    /// <summary>JPEG of quality 95: a quarter of the size.</summary>
    Jpeg,
}
