namespace NormFace.Preparation;

/// <summary>Stated ways to spoil a picture, each standing for another camera.</summary>
public enum Degradation
{
    /// <summary>No colour: the luma of Rec. 601.</summary>
    Grey,

    /// <summary>Grey, and reduced to about 28 pixels of width by means of boxes, then repeated.</summary>
    Small,

    /// <summary>Blurred three times by a box; together about a Gaussian.</summary>
    Blur,

    /// <summary>A gamma of 1.8, then 0.6 of the contrast.</summary>
    Dark,

    /// <summary>A gamma of 0.6.</summary>
    Bright,

    /// <summary>Gaussian noise of a standard deviation of 14 on every value, drawn from the picture itself.</summary>
    Noise,

    /// <summary>Red times 1.15, blue times 0.75.</summary>
    Warm,

    /// <summary>Red times 0.75, blue times 1.15.</summary>
    Cold,
}
