namespace NormFace.Theory;

/// <summary>The softmax on scaled cosines, typed out with loops: the judge of the bound.</summary>
internal static class LiteralSoftmax
{
    /// <summary>Mean loss of features of which the i-th belongs to class i.</summary>
    public static double MeanLoss(double[][] features, double[][] agents, double scale)
    {
        var sum = 0.0;

        for (var i = 0; i < features.Length; i++)
        {
            var others = 0.0;
            for (var j = 0; j < agents.Length; j++)
            {
                others += j == i ? 0 : Math.Exp(scale * (Dot(features[i], agents[j]) - Dot(features[i], agents[i])));
            }

            // log(1 + x) as a difference of logarithms loses nothing here: the test asks for 1e-12 absolute.
            sum += Math.Log(1 + others);
        }

        return sum / features.Length;
    }

    /// <summary>Unit vectors with equal angles: the corners of a regular simplex around the origin.</summary>
    public static double[][] Simplex(int count)
    {
        var corners = new double[count][];

        for (var i = 0; i < count; i++)
        {
            corners[i] = new double[count];
            for (var j = 0; j < count; j++)
            {
                corners[i][j] = (i == j ? 1.0 : 0) - (1.0 / count);
            }

            Normalize(corners[i]);
        }

        return corners;
    }

    public static double[][] RandomUnit(Random random, int count, int size)
    {
        var rows = new double[count][];

        for (var i = 0; i < count; i++)
        {
            // Box and Muller: every direction is equally likely.
            rows[i] = [.. Enumerable.Range(0, size).Select(_ =>
                Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
            Normalize(rows[i]);
        }

        return rows;
    }

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void Normalize(double[] row)
    {
        var norm = Math.Sqrt(Dot(row, row));
        for (var i = 0; i < row.Length; i++)
        {
            row[i] /= norm;
        }
    }
}
