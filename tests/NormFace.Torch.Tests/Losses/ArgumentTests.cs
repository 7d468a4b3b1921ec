using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class ArgumentTests
{
    public static TheoryData<long[], ScalarType, long[], ScalarType, string> Mistakes => new()
    {
        { [2, 5], ScalarType.Float32, [2], ScalarType.Int64, "features must have shape [N, 3], but was [2, 5]." },
        { [3], ScalarType.Float32, [3], ScalarType.Int64, "features must have shape [N, D], but was [3]." },
        { [2, 3], ScalarType.Int64, [2], ScalarType.Int64, "features must be float32, float64, bfloat16 or float16, but was Int64." },
        { [0, 3], ScalarType.Float32, [0], ScalarType.Int64, "features must hold at least one row, but has shape [0, 3]." },
        { [2, 3], ScalarType.Float32, [3], ScalarType.Int64, "labels must have shape [2], one for each row of features, but was [3]." },
        { [2, 3], ScalarType.Float32, [2, 1], ScalarType.Int64, "labels must have shape [2], one for each row of features, but was [2, 1]." },
        { [2, 3], ScalarType.Float32, [2], ScalarType.Float32, "labels must be integers (int64), but was Float32. Convert with .to(int64)." },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_wrong_shape_or_type_is_refused_with_what_must_hold_and_what_was_given(
        long[] featureShape, ScalarType featureType, long[] labelShape, ScalarType labelType, string message)
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(4, 3);

        var error = Assert.Throws<ArgumentException>(() =>
            loss.call(zeros(featureShape, featureType), zeros(labelShape, labelType)));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Int32_labels_will_do()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(4, 3);
        var features = randn(2, 3);

        Assert.Equal(
            loss.call(features, tensor(new long[] { 1, 3 })).item<float>(),
            loss.call(features, tensor(new[] { 1, 3 })).item<float>());
    }

    [Fact]
    public void Changing_agents_between_forward_and_backward_is_an_exception_and_not_the_end_of_the_process()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(4, 3);
        var value = loss.call(randn(2, 3), zeros(2, ScalarType.Int64));
        using (no_grad())
        {
            loss.Agents.Vectors.mul_(2);
        }

        var error = Assert.ThrowsAny<Exception>(() => value.backward());

        Assert.Contains("invalid gradient", error.Message, StringComparison.Ordinal);
    }
}
