using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>Judged by tests/golden/heads.json.</summary>
public class GoldenHeadsTests
{
    private const double RelativeLoss64 = 1e-12;
    private const double RelativeGradient64 = 1e-10;
    private const double Relative32 = 1e-5;

    private static readonly IReadOnlyList<GoldenCase> Golden =
        GoldenCase.Read(SharedData.InRepository("tests/golden/heads.json"));

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var index = 0; index < Golden.Count; index++)
        {
            data.Add(index, Golden[index].Name);
        }

        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Float64_reproduces_loss_and_gradients(int index, string name) =>
        Reproduces(index, name, ScalarType.Float64, RelativeLoss64, RelativeGradient64);

    [Theory, MemberData(nameof(Cases))]
    public void Float32_reproduces_loss_and_gradients(int index, string name) =>
        Reproduces(index, name, ScalarType.Float32, Relative32, Relative32);

    private static void Reproduces(
        int index, string name, ScalarType type, double lossTolerance, double gradientTolerance)
    {
        Assert.Equal(name, Golden[index].Name);

        var found = GoldenHead.Measure(Golden[index], type, CPU);

        AssertClose(found.Loss, lossTolerance, "loss");
        AssertClose(found.FeatureGradient, gradientTolerance, "feature gradient");
        AssertClose(found.AgentGradient, gradientTolerance, "agent gradient");
        AssertClose(found.ScaleGradient ?? 0, gradientTolerance, "scale gradient");
    }

    private static void AssertClose(double difference, double tolerance, string what) => Assert.True(
        difference <= tolerance,
        FormattableString.Invariant(
            $"The {what} differs by {difference:E2} of its largest value; allowed are {tolerance:E0}."));
}
