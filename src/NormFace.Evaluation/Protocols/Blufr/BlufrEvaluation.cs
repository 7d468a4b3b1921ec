using NormFace.Embeddings;
using NormFace.Scoring;

namespace NormFace.Protocols.Blufr;

/// <summary>Runs the benchmark on embeddings.</summary>
public static class BlufrEvaluation
{
    /// <summary>Measures verification and open-set identification in every trial.</summary>
    /// <remarks>
    /// Scores are cosines of the rows as given, in float32; nothing is learned from the training pictures. No more than
    /// a trial's embeddings, its genuine scores and some counters are in memory, whatever the number of pairs.
    /// </remarks>
    /// <param name="embeddings">
    /// Embeddings of all test pictures of the trials, named by path or by bare file name.
    /// </param>
    /// <param name="trials">The trials.</param>
    /// <param name="options">What to report; the defaults if null.</param>
    /// <param name="progress">
    /// Is told after each trial how many are done and how many there are; nobody if null.
    /// </param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">
    /// A picture of the trials has no embedding, or its file name is ambiguous (the message names at most ten, and
    /// their number), or a
    /// trial lacks genuine or impostor pairs.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate lies outside [0, 1] or a rank is below 1.</exception>
    public static BlufrResult Of(
        EmbeddingSet embeddings,
        BlufrTrials trials,
        BlufrOptions? options = null,
        IProgress<(int Done, int Total)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(trials);
        options ??= new BlufrOptions();
        options.Check();
        var rows = BlufrRows.Of(embeddings, trials);
        BlufrPoint[][] verification = [.. options.VerificationFars.Select(_ => new BlufrPoint[trials.Trials.Count])];
        BlufrPoint[][] identification =
            [.. options.IdentificationFars.SelectMany(_ => options.Ranks).Select(
                _ => new BlufrPoint[trials.Trials.Count])];
        List<BlufrCounts> counts = [];

        for (var number = 0; number < trials.Trials.Count; number++)
        {
            var trial = trials.Trials[number];
            int[] test = [.. trial.Test.OrderBy(picture => trials.Labels[picture])];
            var pairs = new BlufrPairs(
                CosineScan.Within(embeddings, Rows(test)), Labels(test), options.VerificationFars);
            if (pairs.GenuineCount == 0 || pairs.ImpostorCount == 0)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"Every trial needs genuine and impostor pairs, but trial {number + 1} has {pairs.GenuineCount} ")
                    + FormattableString.Invariant($"and {pairs.ImpostorCount}."));
            }

            int[] probes = [.. trial.GenuineProbes, .. trial.ImpostorProbes];
            var outcomes = BlufrProbes.Scan(
                CosineScan.Between(embeddings, Rows(probes), Rows(trial.Gallery)),
                Labels(probes),
                Labels(trial.Gallery));
            for (var far = 0; far < verification.Length; far++)
            {
                verification[far][number] = pairs.At(options.VerificationFars[far]);
            }

            for (var place = 0; place < identification.Length; place++)
            {
                identification[place][number] = outcomes.At(
                    options.IdentificationFars[place / options.Ranks.Count], options.Ranks[place % options.Ranks.Count]);
            }

            counts.Add(new BlufrCounts(
                test.Length, pairs.GenuineCount, pairs.ImpostorCount, trial.Gallery.Count, outcomes.GenuineCount,
                outcomes.ImpostorCount));
            progress?.Report((number + 1, trials.Trials.Count));
        }

        return new BlufrResult(
            trials.Origin,
            trials.IsGenerated,
            [.. verification.Select((points, far) => new BlufrRate(options.VerificationFars[far], 0, points))],
            [.. identification.Select((points, place) => new BlufrRate(
                options.IdentificationFars[place / options.Ranks.Count],
                options.Ranks[place % options.Ranks.Count],
                points))])
        {
            Counts = counts,
        };

        int[] Rows(IReadOnlyList<int> pictures) => [.. pictures.Select(picture => rows[picture])];

        int[] Labels(IReadOnlyList<int> pictures) => [.. pictures.Select(picture => trials.Labels[picture])];
    }
}
