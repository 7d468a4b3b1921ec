namespace NormFace.Losses;

/// <summary>Which pairs or triplets of a batch count.</summary>
public enum Mining
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>For each anchor its farthest genuine and its nearest impostor sample ("batch hard").</summary>
    Hardest,

    /// <summary>
    /// Triplets: for each genuine pair the nearest impostor that is farther than the genuine sample; none if no
    /// impostor is. Source: Schroff et al., "FaceNet", arXiv:1503.03832, section 3.2. Not for pairs.
    /// </summary>
    SemiHard,
}

/// <summary>What the sum over pairs or triplets is divided by.</summary>
public enum PairAverage
{
    /// <summary>The number that were mined.</summary>
    Mined,

    /// <summary>The number of those with a loss above 0.</summary>
    Active,
}
