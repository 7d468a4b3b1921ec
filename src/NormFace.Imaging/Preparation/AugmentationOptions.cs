namespace NormFace.Preparation;

/// <summary>STUB until merged.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Mirror.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Jitter.</summary>
    public int CropJitter { get; init; }

    /// <summary>Photometric.</summary>
    public bool Photometric { get; init; }
}
