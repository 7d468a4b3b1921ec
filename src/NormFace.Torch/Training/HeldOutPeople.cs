using NormFace.Embeddings;
using NormFace.Recipes;

namespace NormFace.Training;

/// <summary>Measures a network in training on the people who are kept out of it.</summary>
/// <remarks>
/// The network computes as it will when it is used: statistics of batch normalisation are read and not moved, nothing
/// is drawn, and there is no gradient. What is trained is therefore the same with and without measurements.
/// </remarks>
internal sealed class HeldOutPeople
{
    private const int BatchSize = 64;

    private readonly TrainingSession session;
    private readonly HoldOutRecipe options;
    private readonly TrainingObserver observer;
    private readonly HeldOutJudge judge;
    private readonly List<int> chosen; // samples, people by people so that a limit leaves whole people
    private HeldOutSamples? samples;

    private HeldOutPeople(
        TrainingSession session, HoldOutRecipe options, TrainingObserver observer, HeldOutJudge judge)
    {
        (this.session, this.options, this.observer, this.judge) = (session, options, observer, judge);
        chosen =
        [
            .. session.Data.HeldOutLabels.Index()
                .OrderBy(picture => picture.Item)
                .Select(picture => picture.Index)
                .Take(options.MostPictures),
        ];
    }

    /// <summary>Those of a session; null if its recipe keeps nobody out, or nobody judges them.</summary>
    public static HeldOutPeople? Of(TrainingSession session, TrainingObserver observer) =>
        session.Recipe.HoldOut is { } options && observer.Judge is { } judge
            ? new HeldOutPeople(session, options, observer, judge)
            : null;

    /// <summary>Whether the network is measured after a step.</summary>
    public bool IsDue(long step) => step % options.Every == 0 || step == session.Recipe.Run.Steps;

    /// <summary>Measures the network as it is.</summary>
    /// <returns>Equal error rate, and true accept rate at the recipe's false match rate, over all pairs; null if a
    /// feature has no direction.</returns>
    public (double EqualErrorRate, double TrueAcceptRate)? Measure()
    {
        samples ??= session.Contract is null
            ? new HeldOutRows(session, chosen)
            : HeldOutPictures.Read(session, session.Contract, chosen, observer);
        session.Network.eval();
        try
        {
            var labels = session.Data.HeldOutLabels;
            var names = samples.Indices.Select(sample => FormattableString.Invariant($"{labels[sample]}/{sample}"));
            return judge(new FeatureSet(Features(samples), [.. names]).Normalize(), options.FalseMatchRate);
        }
        catch (InvalidDataException error)
        {
            observer.Noticed($"The people kept out were not measured: {error.Message}");
            return null;
        }
        finally
        {
            session.Network.train();
        }
    }

    private float[] Features(HeldOutSamples held)
    {
        List<float> values = new(held.Indices.Count * session.Network.FeatureSize);
        for (var first = 0; first < held.Indices.Count; first += BatchSize)
        {
            using var scope = NewDisposeScope();
            using var gradientOff = no_grad();
            var input = held.Batch(first, Math.Min(BatchSize, held.Indices.Count - first));
            values.AddRange(
                session.Network.call(input).to(ScalarType.Float32).to(CPU).contiguous().data<float>().ToArray());
        }

        return [.. values];
    }
}
