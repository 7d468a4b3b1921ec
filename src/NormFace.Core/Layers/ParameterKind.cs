namespace NormFace.Layers;

/// <summary>What a learned tensor does in its layer.</summary>
public enum ParameterKind
{
    /// <summary>Products: of a convolution or a fully connected layer.</summary>
    Weight,

    /// <summary>What is added to products.</summary>
    Bias,

    /// <summary>Slopes of an activation.</summary>
    Slope,

    /// <summary>Scale and shift of a normalisation.</summary>
    Normalization,
}
