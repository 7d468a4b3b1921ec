namespace NormFace.Verification;

/// <summary>The definitions typed out as loops over all pairs and all thresholds.</summary>
internal static class LiteralVerification
{
    public static double Far(double[] impostor, double threshold) =>
        (double)impostor.Count(score => score >= threshold) / impostor.Length;

    public static double Tar(double[] genuine, double threshold) =>
        (double)genuine.Count(score => score >= threshold) / genuine.Length;

    public static double[] Thresholds(double[] genuine, double[] impostor) =>
        [double.PositiveInfinity, .. genuine.Concat(impostor).Distinct().OrderDescending()];

    public static double Auc(double[] genuine, double[] impostor) =>
        genuine.Sum(g =>
            impostor.Sum(i => g > i ? 1.0 : g == i ? 0.5 : 0)) / ((double)genuine.Length * impostor.Length);

    public static double TarAt(double[] genuine, double[] impostor, double far) =>
        Thresholds(genuine, impostor)
            .Where(threshold => Far(impostor, threshold) <= far)
            .Max(threshold => Tar(genuine, threshold));

    public static double BestAccuracy(double[] genuine, double[] impostor) =>
        Thresholds(genuine, impostor).Max(threshold =>
        (double)(
            genuine.Count(score => score >= threshold) + impostor.Count(score => score < threshold)) / (genuine.Length
                + impostor.Length));

    // Walks the polyline in tiny steps until FAR passes FRR; good to about 1e-4.
    public static double EqualErrorRate(double[] genuine, double[] impostor)
    {
        var points = Thresholds(genuine, impostor)
            .Select(threshold => (Far: Far(impostor, threshold), Frr: 1 - Tar(genuine, threshold)))
            .ToArray();
        for (var segment = 1; segment < points.Length; segment++)
        {
            for (var step = 0; step <= 10_000; step++)
            {
                var share = step / 10_000.0;
                var far = points[segment - 1].Far + (share * (points[segment].Far - points[segment - 1].Far));
                var frr = points[segment - 1].Frr + (share * (points[segment].Frr - points[segment - 1].Frr));
                if (far >= frr)
                {
                    return far;
                }
            }
        }

        return double.NaN;
    }

    /// <summary>Random scores; few distinct values when many ties are wanted.</summary>
    public static (double[] Genuine, double[] Impostor) Draw(int seed, bool isTied)
    {
        var random = new Random(seed);
        double Score(double shift) => isTied ? random.Next(6) + Math.Round(shift) : random.NextDouble() + (0.4 * shift);
        return (
            [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Score(1))],
            [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => Score(0))]);
    }
}
