using System.Runtime.ExceptionServices;
using NormFace.Embeddings;
using NormFace.SupportVectors;
using NormFace.Verification;

namespace NormFace.Protocols.Ytf;

/// <summary>
/// The YouTube Faces protocol: pairs of videos decided by the mean of their frame-pair cosines, and by the histogram of
/// them.
/// </summary>
/// <remarks>
/// <para>
/// Each split is tested by two machines trained on all others, genuine pairs being positive: a linear one on the mean
/// score, and one with the histogram-intersection kernel on <see cref="PairHistogram"/>. A decision value of 0 counts
/// as genuine.
/// </para>
/// <para>Source: Wang et al., "NormFace", arXiv:1704.06369, section 4, and its released script.</para>
/// </remarks>
public static class YtfEvaluation
{
    /// <summary>Runs the protocol on all cores.</summary>
    /// <param name="frames">Features of frames, named <c>Person/video/frame.jpg</c>.</param>
    /// <param name="splitsPath">
    /// The pairs: lines <c>split, pair, first video, second video, 1 or 0</c>, a video being <c>Person/number</c>; at
    /// least two splits.
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <param name="progress">
    /// Is told, from several threads, how many pairs are done and how many there are: first of pairs whose frames are
    /// compared, in each split where the mean is taken off; then of pairs decided. Nobody if null.
    /// </param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <returns>The figures; the same for the same input, however many cores there are.</returns>
    /// <exception cref="InvalidDataException">
    /// The list is of another form, a video has no frame, a frame has another name, equals the mean taken off, or a
    /// machine did not reach the wanted KKT gap.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, or a rate finer than the impostor pairs can show.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static YtfResult Of(
        FeatureSet frames,
        string splitsPath,
        YtfOptions? options = null,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return Of(frames, YtfSplits.Read(splitsPath), options ?? new YtfOptions(), progress, cancellationToken);
    }

    /// <summary>The same of splits that are read.</summary>
    internal static YtfResult Of(
        FeatureSet frames,
        YtfSplits splits,
        YtfOptions options,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        options.Machine.Check();
        var features = Features(frames, splits, options.SubtractsMean, progress, cancellationToken);
        var folds = Folds(splits, features, options.Machine, progress, cancellationToken);
        var scores = Scores(frames, splits, features);
        var intervals = SubjectBootstrap.WeightedIntervals(
            [.. scores.Select(pair => (pair.FirstIdentity, pair.SecondIdentity))],
            [
                WeightedShare.Of([.. folds.SelectMany(fold => fold.IsCorrectByMeanScore)]),
                WeightedShare.Of([.. folds.SelectMany(fold => fold.IsCorrectByHistogram)]),
            ],
            options.Bootstrap);
        return new YtfResult
        {
            SubtractsMean = options.SubtractsMean,
            Folds = folds,
            MeanScoreAccuracy = MeanAndDeviation.Of([.. folds.Select(fold => fold.MeanScoreAccuracy)]),
            MeanScoreInterval = intervals[0],
            HistogramAccuracy = MeanAndDeviation.Of([.. folds.Select(fold => fold.HistogramAccuracy)]),
            HistogramInterval = intervals[1],
            Summary = VerificationSummary.Of(scores, options.Fars, options.Bootstrap),
            Scores = scores,
        };
    }

    // For each split, those of all pairs.
    private static PairFeatures[] Features(
        FeatureSet frames,
        YtfSplits splits,
        bool subtractsMean,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        var videos = new YtfVideos(frames, splits);
        var (done, total) = (0, splits.Pairs.Count * (subtractsMean ? splits.Splits.Count : 1));
        PairFeatures Less(double[] mean) => PairFeatures.Of(
            splits.Pairs,
            videos,
            new UnitFrames(frames, videos, mean),
            () => progress?.Report((Interlocked.Increment(ref done), total)),
            cancellation);
        if (!subtractsMean)
        {
            var shared = Less(new double[frames.Size]);
            return [.. splits.Splits.Select(_ => shared)];
        }

        var means = new VideoMeans(frames, videos);
        return [
            .. splits.Splits.Select(split => Less(means.Over(splits.Pairs.Where(pair => pair.Split != split.Number))))];
    }

    private static YtfFold[] Folds(
        YtfSplits splits,
        PairFeatures[] features,
        SvmOptions machine,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        var folds = new YtfFold[splits.Splits.Count];
        var done = 0;
        try
        {
            Parallel.For(0, folds.Length, new ParallelOptions { CancellationToken = cancellation }, fold =>
            {
                folds[fold] = Fold(splits, splits.Splits[fold].Number, features[fold], machine);
                progress?.Report((Interlocked.Add(ref done, splits.Splits[fold].Pairs.Count), splits.Pairs.Count));
            });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return folds;
    }

    private static YtfFold Fold(YtfSplits splits, int number, PairFeatures features, SvmOptions machine)
    {
        var places = Enumerable.Range(0, splits.Pairs.Count);
        int[] tested = [.. places.Where(place => splits.Pairs[place].Split == number)];
        int[] trained = [.. places.Where(place => splits.Pairs[place].Split != number)];
        bool[] genuine = [.. trained.Select(place => splits.Pairs[place].IsSame)];
        var training = features.Choose(trained);

        var onMeans = LinearSvm.Train(training.Means, genuine, machine);
        var kernel = new HistogramIntersectionKernel(training.Histograms, PairHistogram.BinCount);
        var onHistograms = PrecomputedKernelSvm.Train(kernel, genuine, machine);

        var (byMean, byHistogram) = (new List<bool>(tested.Length), new List<bool>(tested.Length));
        var overlaps = new double[trained.Length];
        foreach (var place in tested)
        {
            var isSame = splits.Pairs[place].IsSame;
            kernel.Row(features.Histogram(place), overlaps);
            byMean.Add(onMeans.Decision(features.Means[place]) >= 0 == isSame);
            byHistogram.Add(onHistograms.Decision(overlaps) >= 0 == isSame);
        }

        return new YtfFold(
            number,
            (double)byMean.Count(right => right) / tested.Length,
            (double)byHistogram.Count(right => right) / tested.Length,
            onMeans.Threshold,
            onMeans.Certificate,
            onHistograms.Certificate)
        {
            IsCorrectByMeanScore = byMean,
            IsCorrectByHistogram = byHistogram,
        };
    }

    private static ScorePair[] Scores(FeatureSet frames, YtfSplits splits, PairFeatures[] features)
    {
        var place = 0;
        int Label(string video) => frames.Identities.TryLabelOf(YtfPair.PersonOf(video), out var label)
            ? label
            : throw new InvalidOperationException($"'{video}' has frames, so its person has a label.");
        return [.. splits.Splits.Zip(features).SelectMany(fold => fold.First.Pairs.Select(pair =>
            new ScorePair(fold.Second.Means[place++], Label(pair.First), Label(pair.Second))))];
    }
}
