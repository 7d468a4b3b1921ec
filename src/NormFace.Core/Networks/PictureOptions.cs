using System.ComponentModel.DataAnnotations;

namespace NormFace.Networks;

/// <summary>Settings of a network from pictures to features.</summary>
public abstract record PictureOptions : NetworkOptions
{
    /// <summary>States the defaults.</summary>
    /// <param name="inputWidth">Columns of the pictures.</param>
    /// <param name="inputHeight">Rows of the pictures.</param>
    /// <param name="featureSize">Feature length.</param>
    protected PictureOptions(int inputWidth, int inputHeight, int featureSize) =>
        (InputWidth, InputHeight, FeatureSize) = (inputWidth, inputHeight, featureSize);

    /// <summary>Columns of the pictures.</summary>
    [Range(1, 4096)]
    public int InputWidth { get; init; }

    /// <summary>Rows of the pictures.</summary>
    [Range(1, 4096)]
    public int InputHeight { get; init; }

    /// <summary>Feature length <c>D</c>.</summary>
    [Range(1, 16384)]
    public int FeatureSize { get; init; }
}
