using NormFace.Agents;
using NormFace.Losses;
using NormFace.Native;
using NormFace.Optimization;

namespace NormFace.Experiments;

/// <summary>
/// A small network that learns to tell drawn clusters apart: what a loss does to features, in seconds and without any
/// data.
/// </summary>
/// <remarks>
/// Classes are clouds around random directions of <see cref="InputSize"/> values, near enough that some points are
/// hard. One hidden layer
/// brings them to the loss's feature. Under softmax such features lie along rays and are the longer the surer they are:
/// Wang et al., "NormFace", arXiv:1704.06369, Figure 2 and Proposition 1.
/// </remarks>
public static class DrawnClusters
{
    private const int InputSize = 16;
    private const int Hidden = 64;
    private const int Batch = 200;
    private const double Rate = 0.05;
    private const double WarmUp = 100;

    /// <summary>Trains the network and the loss, and shows it points it has not seen.</summary>
    /// <param name="loss">The loss, at its start; it is trained.</param>
    /// <param name="options">How to draw and to train.</param>
    /// <param name="cancellation">Ends the training between two steps.</param>
    /// <returns>Features of new points of every class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    /// <exception cref="OperationCanceledException">The training was ended.</exception>
    public static ClusterFeatures Train(
        AgentLoss loss, ClusterOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        options ??= new ClusterOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PointsOfClass, 1);
        if (!(options.Spread >= 0 && double.IsFinite(options.Spread)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Spread, FormattableString.Invariant(
                $"Spread must be finite and at least 0, but was {options.Spread}."));
        }

        using var pause = CollectionPause.Start();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)options.Seed, CPU);
        var (classes, size) = (loss.Agents.ClassCount, loss.Agents.FeatureSize);
        var centres = ClassAgents.UnitBall(classes, InputSize, options.Seed);
        var hidden = new Parameter(randn(Hidden, InputSize, generator: generator) * Math.Sqrt(2));
        var bias = new Parameter(zeros(Hidden));
        var last = new Parameter(randn(size, Hidden, generator: generator) * Math.Sqrt(1.0 / Hidden));
        using var optimizer = new CaffeSgd(
            [
                .. loss.ParameterGroups,
                new("hidden", hidden, 1, 1),
                new("hidden bias", bias, 1, 0),
                new("last", last, 1, 1)],
            new SgdOptions { Decay = 0 });

        loss.train();
        for (var step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            var labels = randint(0, classes, [Batch], dtype: ScalarType.Int64, generator: generator);
            loss.call(Feature(Points(labels)), labels).backward();
            optimizer.Step(Rate * Math.Min(1, (step + 1) / WarmUp));
            optimizer.ZeroGradients();
            pause.Breathe();
        }

        using var gradientOff = no_grad();
        var shown = arange(classes, dtype: ScalarType.Int64).repeat(options.PointsOfClass);
        double[][] features = [
            .. Feature(Points(shown)).to(ScalarType.Float64).contiguous().data<double>().ToArray().Chunk(size)];
        var decision = ClassDecision.Of(loss);
        int[] labelled = [.. Enumerable.Range(0, features.Length).Select(index => index % classes)];
        return new ClusterFeatures(
            features,
            labelled,
            decision,
            (double)labelled.Where((label, index) => decision.Decide(features[index]) == label)
                .Count() / labelled.Length);

        Tensor Points(Tensor labels) =>
            centres[labels]
                + (randn(labels.shape[0], InputSize, generator: generator) * (options.Spread / Math.Sqrt(InputSize)));

        Tensor Feature(Tensor points) => functional.relu(functional.linear(points, hidden, bias)).mm(last.t());
    }
}

/// <summary>How clusters are drawn and learned.</summary>
/// <param name="Steps">Steps of 200 points, at least 1.</param>
/// <param name="PointsOfClass">Points of each class that are shown afterwards, at least 1.</param>
/// <param name="Spread">
/// Expected distance of a point from its centre, of which any two are some √2 apart; at least 0.
/// </param>
/// <param name="Seed">Seed of centres, points and network.</param>
public sealed record ClusterOptions(int Steps = 2000, int PointsOfClass = 300, double Spread = 0.6, long Seed = 1);

/// <summary>Points of drawn clusters as a trained network sees them.</summary>
/// <param name="Features">Their raw features. Shape <c>[N][D]</c>.</param>
/// <param name="Labels">Their classes. Shape <c>[N]</c>.</param>
/// <param name="Decision">How the trained loss tells classes apart.</param>
/// <param name="Accuracy">Share of the points that it tells rightly, in [0, 1].</param>
public sealed record ClusterFeatures(
    IReadOnlyList<double[]> Features, IReadOnlyList<int> Labels, ClassDecision Decision, double Accuracy);
