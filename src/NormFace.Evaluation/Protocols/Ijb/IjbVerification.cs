using NormFace.AllPairs;
using NormFace.Verification;

namespace NormFace.Protocols.Ijb;

/// <summary>
/// Figures of millions of listed pairs of templates, exactly, with intervals over people by groups as for all pairs.
/// </summary>
internal static class IjbVerification
{
    private static readonly double[] UsualFars = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];

    /// <summary>Measures scored pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="templateCount">Number of templates.</param>
    /// <param name="fars">
    /// Wanted false accept rates; null for those of 1e-6, ..., 0.1 that the impostor pairs can show.
    /// </param>
    /// <param name="options">Settings of the bootstrap.</param>
    public static VerificationSummary Of(
        TemplatePairs pairs, int templateCount, IReadOnlyList<double>? fars, SubjectBootstrapOptions options)
    {
        var scores = new ScoreSet(pairs.Of(true), pairs.Of(false));
        fars ??= [.. UsualFars.Where(far => far >= scores.Resolution)];
        var (equal, area) = (RocCurve.EqualErrorRate(scores), RocCurve.Auc(scores));
        OperatingPoint[] points = [.. fars.Select(far => RocCurve.At(scores, far))];
        double[] exact = [equal.Rate, area, .. points.Select(point => point.Tar)];

        var labels = Labels(pairs, templateCount);
        var bootstrap = Bootstrap(pairs, labels, options.Seed);
        var replicates = GroupBootstrap.Shifted(
            bootstrap.Figures(fars, options.ReplicateCount, options.Seed, Environment.ProcessorCount), exact);
        var intervals = bootstrap.Intervals(replicates, exact, options.Level);
        return new VerificationSummary(
            intervals[0],
            intervals[1],
            [.. fars.Select((far, index) => new RateAt(far, intervals[2 + index], points[index].Threshold))],
            labels.Distinct().Count(),
            scores.GenuineCount,
            scores.ImpostorCount)
        {
            Scores = scores.Merged([equal.Threshold, .. points.Select(point => point.Threshold)]),
        };
    }

    // Templates that genuine pairs join show one person.
    private static int[] Labels(TemplatePairs pairs, int templateCount)
    {
        int[] parents = [.. Enumerable.Range(0, templateCount)];
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            if (pairs[pair] is (var first, var second, true))
            {
                parents[Root(first)] = Root(second);
            }
        }

        Dictionary<int, int> labels = [];
        return [.. Enumerable.Range(0, templateCount).Select(template =>
        {
            var root = Root(template);
            if (!labels.TryGetValue(root, out var label))
            {
                labels.Add(root, label = labels.Count);
            }

            return label;
        })];

        int Root(int template)
        {
            while (parents[template] != template)
            {
                template = parents[template] = parents[parents[template]];
            }

            return template;
        }
    }

    private static GroupBootstrap Bootstrap(TemplatePairs pairs, int[] labels, int seed)
    {
        var groups = new IdentityGroups(labels, labels.Max() + 1, seed).Groups;
        var groupOf = new int[labels.Length];
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var row in groups[group])
            {
                groupOf[row] = group;
            }
        }

        var places = new int[groups.Count, groups.Count];
        var groupPairs = IdentityGroups.PairsOf(groups.Count);
        for (var place = 0; place < groupPairs.Length; place++)
        {
            var (one, other) = groupPairs[place];
            places[one, other] = places[other, one] = place;
        }

        int[][] genuine = [.. groups.Select(_ => new int[CoarseGrid.Places])];
        uint[][] impostor = [.. groupPairs.Select(_ => new uint[CoarseGrid.Places])];
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            var (first, second, isGenuine) = pairs[pair];
            var place = CoarseGrid.PlaceOf((float)pairs.Scores[pair]);
            if (isGenuine)
            {
                genuine[groupOf[first]][place]++;
            }
            else
            {
                impostor[places[groupOf[first], groupOf[second]]][place]++;
            }
        }

        return new GroupBootstrap(genuine, impostor);
    }
}
