namespace NormFace.Verification;

/// <summary>
/// Scores of people with effects of their own, so that pairs that share somebody are alike: genuine 1.5 + a + e,
/// impostor b + b' + e, with a ~ N(0, 0.6), b ~ N(0, 0.4), e ~ N(0, 0.3). Both kinds are normal, so the truth has a
/// closed form.
/// </summary>
internal static class SimulatedFaces
{
    // Standard deviations: sqrt(0.36 + 0.09) and sqrt(2·0.16 + 0.09). The equal error rate is Phi(-1.5 / their sum).
    public const double EqualErrorRate = 0.12627; // Phi(-1.5 / (0.670820 + 0.640312)) = Phi(-1.14405)
    public const double Threshold = 0.732545;     // 1.14405 · 0.640312, where both kinds err equally often
    public const double Accuracy = 1 - EqualErrorRate;
    // FAR 0.1 at 1.281552 · 0.640312 = 0.820593; Phi((1.5 - 0.820593) / 0.670820)
    public const double TarAtTenPercent = 0.84437;

    /// <summary>Pairs of people: three genuine each, and impostor pairs of every two, or of a share of them.</summary>
    public static ScorePair[] Pairs(int seed, int people, double impostorShare = 1)
    {
        var random = new Random(9000 + seed);
        var own = Enumerable.Range(0, people)
            .Select(_ => (Genuine: 0.6 * Normal(random), Impostor: 0.4 * Normal(random)))
            .ToArray();
        List<ScorePair> pairs = [];
        for (var first = 0; first < people; first++)
        {
            for (var pair = 0; pair < 3; pair++)
            {
                pairs.Add(new ScorePair(1.5 + own[first].Genuine + (0.3 * Normal(random)), first, first));
            }

            for (var second = first + 1; second < people; second++)
            {
                if (impostorShare >= 1 || random.NextDouble() < impostorShare)
                {
                    pairs.Add(new ScorePair(
                        own[first].Impostor + own[second].Impostor + (0.3 * Normal(random)), first, second));
                }
            }
        }

        return [.. pairs];
    }

    /// <summary>The same scores, as if every pair were of people of its own.</summary>
    public static ScorePair[] AsStrangers(ScorePair[] pairs) =>
        [.. pairs.Select(
            (pair, index) => new ScorePair(pair.Score, 2 * index, pair.IsGenuine ? 2 * index : (2 * index) + 1))];

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
