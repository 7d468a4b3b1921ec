namespace NormFace.Conditions;

/// <summary>How the values of two pictures become the condition of their pair.</summary>
internal enum PairRule
{
    /// <summary>The smaller value: of sharpness and size the worse picture counts.</summary>
    Smaller,

    /// <summary>The larger value: of blur the worse picture counts.</summary>
    Larger,

    /// <summary>The larger absolute value: of an angle the picture that is turned further counts.</summary>
    Magnitude,

    /// <summary>The absolute difference of both values.</summary>
    Difference,

    /// <summary>The group that both pictures belong to, or that they belong to two.</summary>
    Group,
}
