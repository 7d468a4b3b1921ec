using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>Figures read from histograms, whose scores are taken to be spread evenly within a place.</summary>
internal static class CoarseFigures
{
    /// <summary>EER, AUC and the TAR at each rate. Shape <c>[2 + rates]</c>.</summary>
    /// <param name="genuine">Genuine pairs of each place, from the lowest scores.</param>
    /// <param name="impostor">Impostor pairs of each place.</param>
    /// <param name="fars">The rates.</param>
    public static double[] Of(ReadOnlySpan<float> genuine, ReadOnlySpan<float> impostor, IReadOnlyList<double> fars)
    {
        var (genuineCount, impostorCount) = (Sum(genuine), Sum(impostor));
        var figures = new double[2 + fars.Count];
        figures.AsSpan(2).Fill(1); // where the rate is that of accepting all
        double recognised = 0, accepted = 0;
        OperatingPoint point = default;
        for (var place = genuine.Length - 1; place >= 0; place--)
        {
            (recognised, accepted) = (recognised + genuine[place], accepted + impostor[place]);
            var segment = new RocSegment(
                point, new OperatingPoint(double.NaN, accepted / impostorCount, recognised / genuineCount));
            if (segment.HoldsEqualErrorRate && point.Far < point.Frr)
            {
                figures[0] = segment.EqualErrorRate;
            }

            figures[1] += segment.Area;
            for (var far = 0; far < fars.Count; far++)
            {
                if (fars[far] >= point.Far && fars[far] < segment.Point.Far)
                {
                    figures[2 + far] = segment.TarAt(fars[far]);
                }
            }

            point = segment.Point;
        }

        return figures;
    }

    private static double Sum(ReadOnlySpan<float> counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
