using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>The rows of a batch that take part, checked.</summary>
internal sealed class LabelledRows
{
    private readonly Tensor? kept; // indices among the batch's rows; null where all take part
    private readonly long batchSize;

    private LabelledRows(Tensor features, Tensor labels, Tensor? kept, long batchSize)
    {
        Features = features;
        Labels = labels;
        this.kept = kept;
        this.batchSize = batchSize;
    }

    /// <summary>Features of the rows that take part, in the type of the sums. Shape <c>[M, D]</c>.</summary>
    public Tensor Features { get; }

    /// <summary>Their labels. Shape <c>[M]</c>, int64.</summary>
    public Tensor Labels { get; }

    /// <summary>Number of rows that take part, <c>M</c>.</summary>
    public long Count => Labels.shape[0];

    /// <summary>Checks a batch and leaves out ignored rows.</summary>
    /// <param name="features">Shape <c>[N, D]</c>.</param>
    /// <param name="labels">Shape <c>[N]</c>.</param>
    /// <param name="featureSize">Columns that features must have; null for any.</param>
    /// <param name="classCount">Number of classes; null for any label of at least 0.</param>
    /// <param name="ignoreLabel">Label of rows that take no part; null for none.</param>
    public static LabelledRows Of(
        Tensor features, Tensor labels, int? featureSize, int? classCount, long? ignoreLabel)
    {
        Require.Matrix(features);
        ArgumentNullException.ThrowIfNull(labels);

        if (featureSize is { } size)
        {
            Require.Columns(features, size);
        }

        if (features.shape[0] == 0)
        {
            throw new ArgumentException(
                $"features must hold at least one row, but has shape {Require.Shape(features)}.", nameof(features));
        }

        RequireLabels(features, labels);
        var wide = features.to(Precision.Of(features));
        var classes = labels.to(ScalarType.Int64);
        var takesPart = ignoreLabel is { } ignored ? classes.ne(ignored) : null;
        RequireInRange(classes, takesPart, classCount, ignoreLabel);

        if (takesPart is null || takesPart.all().item<bool>())
        {
            return new LabelledRows(wide, classes, null, features.shape[0]);
        }

        var kept = takesPart.nonzero().squeeze(1);
        return new LabelledRows(wide.index_select(0, kept), classes.index_select(0, kept), kept, features.shape[0]);
    }

    /// <summary>A loss of 0 that backward may be called on: what a batch gives of which no row takes part.</summary>
    public Tensor Nothing() => Features.sum();

    /// <summary>Puts values of the rows that take part back into their places, 0 elsewhere.</summary>
    /// <param name="values">Shape <c>[M]</c>.</param>
    /// <returns>Shape <c>[N]</c>.</returns>
    public Tensor Restore(Tensor values) =>
        kept is null ? values : zeros(batchSize, values.dtype, values.device).index_add(0, kept, values, 1);

    private static void RequireLabels(Tensor features, Tensor labels)
    {
        if (labels.dim() != 1 || labels.shape[0] != features.shape[0])
        {
            throw new ArgumentException(
                $"labels must have shape [{features.shape[0]}], one for each row of features, "
                + $"but was {Require.Shape(labels)}.",
                nameof(labels));
        }

        if (labels.dtype is not (ScalarType.Int64 or ScalarType.Int32 or ScalarType.Int16 or ScalarType.Int8
            or ScalarType.Byte))
        {
            throw new ArgumentException(
                $"labels must be integers (int64), but was {labels.dtype}. Convert with .to(int64).", nameof(labels));
        }

        if (labels.device_type != features.device_type || labels.device_index != features.device_index)
        {
            throw new ArgumentException(
                $"labels must be on the device of features ({features.device}), but was on {labels.device}.",
                nameof(labels));
        }
    }

    private static void RequireInRange(Tensor labels, Tensor? takesPart, int? classCount, long? ignoreLabel)
    {
        var isWrong = labels.lt(0).logical_or_(labels.ge(classCount ?? long.MaxValue));
        if (takesPart is not null)
        {
            isWrong.logical_and_(takesPart);
        }

        if (!isWrong.any().item<bool>()) // waits for the device
        {
            return;
        }

        var row = isWrong.nonzero()[0, 0].item<long>();
        var range = classCount is { } count
            ? $"lie in [0, {count}), one for each of the {count} classes"
            : "be at least 0";
        var advice = ignoreLabel is null
            ? "To leave rows out, set IgnoreLabel."
            : $"Only the ignored label {ignoreLabel} may lie outside.";
        throw new ArgumentException(
            $"labels must {range}, but the label of row {row} was {labels[row].item<long>()}. {advice}",
            nameof(labels));
    }
}
