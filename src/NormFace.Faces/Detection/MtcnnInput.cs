namespace NormFace.Detection;

/// <summary>What MTCNN's networks see. Source: the release of Zhang et al.</summary>
internal static class MtcnnInput
{
    /// <summary>Side of what P-Net sees of the picture at once.</summary>
    public const int CellSide = 12;

    /// <summary>Pixels from one such cell to the next.</summary>
    public const int CellStep = 2;

    /// <summary>Value subtracted from every byte.</summary>
    public const float Mean = 127.5f;

    /// <summary>Factor on the difference.</summary>
    public const float Factor = 1 / 128f;
}
