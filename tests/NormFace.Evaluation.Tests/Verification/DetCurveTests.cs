using System.Text.Json;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Verification;

public class DetCurveTests
{
    [Fact]
    public void Points_are_those_of_the_ROC_curve_with_their_deviates()
    {
        var points = DetCurve.Of(new ScoreSet([0.9, 0.5], [0.5, 0.2, 0.1, 0.0])).ToArray();

        Assert.Equal([double.PositiveInfinity, 0.9, 0.5, 0.2, 0.1, 0.0], points.Select(point => point.Threshold));
        Assert.Equal([(0, 1), (0, 0.5), (0.25, 0), (0.5, 0), (0.75, 0), (1, 0)], points.Select(point => (point.Far, point.Frr)));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (points[0].FarDeviate, points[0].FrrDeviate));
        Assert.Equal((double.NegativeInfinity, 0.0), (points[1].FarDeviate, points[1].FrrDeviate));
        Assert.Equal((0.0, double.NegativeInfinity), (points[3].FarDeviate, points[3].FrrDeviate));
        Assert.Equal(double.PositiveInfinity, points[5].FarDeviate);
    }

    [Fact]
    public void Deviates_are_those_of_SciPy()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.InRepository("tests/golden/calibration.json")));
        var deviates = file.RootElement.GetProperty("deviates").EnumerateArray().ToDictionary(
            row => row.GetProperty("rate").GetDouble(), row => row.GetProperty("deviate").GetDouble());
        var scores = new ScoreSet([2], [.. Enumerable.Range(0, 10_000).Select(index => -(double)index)]);

        var points = DetCurve.Of(scores).ToDictionary(point => point.Far == 0 ? -point.Frr : point.Far, point => point.FarDeviate);

        Assert.All([0.0001, 0.01, 0.25, 0.5, 0.9, 0.9999], rate => Assert.Equal(deviates[rate], points[rate], 1e-12));
    }

    [Fact]
    public void Normal_scores_give_a_straight_line()
    {
        // Genuine N(2, 1), impostor N(0, 1) at evenly spread quantiles: deviates of FAR and FRR sum to -2.
        var quantiles = Enumerable.Range(0, 4000).Select(index => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (index + 0.5) / 4000)).ToArray();

        var points = DetCurve.Of(new ScoreSet([.. quantiles.Select(value => value + 2)], quantiles));

        Assert.All(points.Where(point => point.Far is > 0.01 and < 0.99 && point.Frr is > 0.01 and < 0.99), point =>
            Assert.Equal(-2, point.FarDeviate + point.FrrDeviate, 0.02)); // a step of 1/4000 moves a deviate by 0.01 at a rate of 0.01
    }
}
