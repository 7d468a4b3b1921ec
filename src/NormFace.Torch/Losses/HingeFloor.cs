namespace NormFace.Losses;

/// <summary>Floor of a loss of hinges: 0 while the simplex keeps agents farther apart than the margin.</summary>
internal static class HingeFloor
{
    /// <summary>0 if <c>M ≤ 2n/(n−1)</c>, the squared distance between corners of the simplex; else null.</summary>
    public static double? At(double margin, int classCount) =>
        classCount == 1 || margin <= 2.0 * classCount / (classCount - 1) ? 0 : null;
}
