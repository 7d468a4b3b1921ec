namespace NormFace.Detection;

/// <summary>
/// Settings of MTCNN. Defaults are the paper's: thresholds 0.6, 0.7 and 0.7, factor 0.709. Of an ONNX detector only <see cref="Threads"/> counts: the rest is in its
/// <see cref="DetectorContract"/>.
/// </summary>
public sealed record DetectorOptions
{
    /// <summary>Side of the smallest face that is looked for, in pixels, at least 12; null for a twentieth of the shorter side, at least 20.</summary>
    public double? SmallestFace { get; init; }

    /// <summary>Factor from one size of the picture to the next smaller one, in (0, 1).</summary>
    public double ScaleFactor { get; init; } = 0.709;

    /// <summary>Least score of a candidate in the first stage of MTCNN, in [0, 1].</summary>
    public double ProposalThreshold { get; init; } = 0.6;

    /// <summary>Least score in its second stage, in [0, 1].</summary>
    public double RefinementThreshold { get; init; } = 0.7;

    /// <summary>Least score of a face, in [0, 1].</summary>
    public double FaceThreshold { get; init; } = 0.7;

    /// <summary>Threads of an operator, at least 1; the machine's processors if null.</summary>
    public int? Threads { get; init; }

    /// <summary>Throws unless every setting is in its range.</summary>
    /// <returns>The settings themselves.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; it is named.</exception>
    public DetectorOptions Checked()
    {
        Require(SmallestFace is null or (>= MtcnnInput.CellSide and <= 65536), nameof(SmallestFace), SmallestFace, "lie in [12, 65536]");
        Require(ScaleFactor is >= 0.1 and <= 0.95, nameof(ScaleFactor), ScaleFactor, "lie in [0.1, 0.95]");
        Require(ProposalThreshold is >= 0 and <= 1, nameof(ProposalThreshold), ProposalThreshold, "lie in [0, 1]");
        Require(RefinementThreshold is >= 0 and <= 1, nameof(RefinementThreshold), RefinementThreshold, "lie in [0, 1]");
        Require(FaceThreshold is >= 0 and <= 1, nameof(FaceThreshold), FaceThreshold, "lie in [0, 1]");
        Require(Threads is null or (>= 1 and <= 1024), nameof(Threads), Threads, "lie in [1, 1024]");
        return this;
    }

    /// <summary>Side of the smallest face that is looked for in a picture.</summary>
    internal double SmallestFaceIn(int width, int height) => SmallestFace ?? Math.Max(20, Math.Min(width, height) / 20.0);

    private static void Require(bool holds, string name, object? value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must {rule}, but was {value}."));
        }
    }
}
