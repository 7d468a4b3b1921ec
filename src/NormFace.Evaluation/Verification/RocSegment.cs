namespace NormFace.Verification;

/// <summary>The straight line between two neighbouring points of a ROC curve.</summary>
/// <param name="Before">The stricter point.</param>
/// <param name="Point">The more lenient point.</param>
internal readonly record struct RocSegment(OperatingPoint Before, OperatingPoint Point)
{
    /// <summary>Whether FAR reaches FRR here, having been below it.</summary>
    public bool HoldsEqualErrorRate => Point.Far >= Point.Frr;

    /// <summary>The rate at which FAR and FRR are equal.</summary>
    public double EqualErrorRate
    {
        get
        {
            // A level stretch meets FAR = FRR at its own FRR, however finely it is divided; interpolating would round.
            if (Point.Tar == Before.Tar)
            {
                return Point.Frr;
            }

            var gapBefore = Before.Frr - Before.Far;
            var share = gapBefore / (gapBefore + (Point.Far - Point.Frr));
            return Before.Far + (share * (Point.Far - Before.Far));
        }
    }

    /// <summary>Area below it.</summary>
    public double Area => (Point.Far - Before.Far) * (Before.Tar + Point.Tar) / 2;

    /// <summary>The true accept rate at a false accept rate between those of the two points.</summary>
    public double TarAt(double far) =>
        Before.Tar + ((far - Before.Far) / (Point.Far - Before.Far) * (Point.Tar - Before.Tar));
}
