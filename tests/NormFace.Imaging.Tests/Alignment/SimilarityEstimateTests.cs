using Xunit;

namespace NormFace.Alignment;

public class SimilarityEstimateTests
{
    // Section 6 of the paper reference: the points of the release's demo, and the template of 96x112 counted from 1.
    private static readonly PixelPoint[] Demo =
    [
        new(105.8306, 109.8005),
        new(147.9323, 112.5533),
        new(121.3533, 139.1172),
        new(106.1169, 155.6359),
        new(144.3622, 156.3451),
    ];

    private static readonly PixelPoint[] FromOne =
    [
        new(30.2946, 51.6963),
        new(65.5318, 51.5014),
        new(48.0252, 71.7366),
        new(33.5493, 92.3655),
        new(62.7299, 92.2041),
    ];

    [Theory]
    [InlineData(nameof(SimilarityFit.Template), 0.849414369, -0.038697428, -63.463940, -37.665395, 3.004201)]
    [InlineData(nameof(SimilarityFit.Picture), 0.863841134, -0.039354680, -65.357528, -39.526307, 3.029606)]
    public void Both_fits_give_the_published_numbers(
        string fit, double a, double b, double right, double down, double residual)
    {
        var transform = SimilarityEstimate.Of(Demo, FromOne, Enum.Parse<SimilarityFit>(fit));

        Assert.False(transform.IsMirrored);
        Assert.Equal(a, transform.A, 1e-8);
        Assert.Equal(b, transform.B, 1e-8);
        Assert.Equal(right, transform.Right, 1e-6);
        Assert.Equal(down, transform.Down, 1e-6);
        Assert.Equal(residual, SimilarityEstimate.Residual(transform, Demo, FromOne), 1e-6);
    }

    [Theory]
    [InlineData(nameof(SimilarityFit.Template))]
    [InlineData(nameof(SimilarityFit.Picture))]
    public void Points_moved_by_a_similarity_lead_back_to_it_and_return(string fit)
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var truth = new SimilarityTransform(
                random.NextDouble() - 0.5,
                random.NextDouble() - 0.5,
                300 * random.NextDouble(),
                -200 * random.NextDouble());
            PixelPoint[] moved = [.. Demo.Select(truth.Map)];

            var found = SimilarityEstimate.Of(Demo, moved, Enum.Parse<SimilarityFit>(fit));
            var back = SimilarityEstimate.Of(moved, Demo, Enum.Parse<SimilarityFit>(fit));

            Assert.All(Demo, point => Assert.InRange(back.Map(found.Map(point)).DistanceTo(point), 0, 1e-9));
            Assert.All(Demo, point => Assert.InRange(truth.Inverse().Map(truth.Map(point)).DistanceTo(point), 0, 1e-9));
            Assert.Equal(truth.Scale, found.Scale, 1e-9);
        }
    }

    [Fact]
    public void No_transform_near_the_template_fit_comes_closer_in_the_template()
    {
        var best = SimilarityEstimate.Of(Demo, FromOne, SimilarityFit.Template);
        var least = SimilarityEstimate.Residual(best, Demo, FromOne);
        var random = new Random(2);
        for (var trial = 0; trial < 1000; trial++)
        {
            var other = new SimilarityTransform(
                best.A + (0.01 * (random.NextDouble() - 0.5)),
                best.B + (0.01 * (random.NextDouble() - 0.5)),
                best.Right + random.NextDouble() - 0.5,
                best.Down + random.NextDouble() - 0.5);

            Assert.True(SimilarityEstimate.Residual(other, Demo, FromOne) >= least);
        }
    }

    [Fact]
    public void The_fit_in_the_picture_mirrors_points_whose_sides_are_swapped_and_the_other_never_does()
    {
        PixelPoint[] swapped = [.. FromOne.Select(point => new PixelPoint(200 - point.X, point.Y))];

        var picture = SimilarityEstimate.Of(swapped, FromOne, SimilarityFit.Picture);

        Assert.True(picture.IsMirrored);
        Assert.All(
            swapped.Zip(FromOne), pair => Assert.InRange(picture.Map(pair.First).DistanceTo(pair.Second), 0, 1e-9));
        Assert.All(
            swapped, point => Assert.InRange(picture.Inverse().Map(picture.Map(point)).DistanceTo(point), 0, 1e-9));
        Assert.False(SimilarityEstimate.Of(swapped, FromOne, SimilarityFit.Template).IsMirrored);
    }

    [Fact]
    public void Points_to_which_nothing_can_be_fitted_are_refused()
    {
        PixelPoint[] same = [new(3, 4), new(3, 4)];
        PixelPoint[] two = [new(1, 2), new(5, 6)];

        Assert.Contains(
            "not all the same",
            Assert.Throws<ArgumentException>(() => SimilarityEstimate.Of(same, two, SimilarityFit.Template)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "not all the same",
            Assert.Throws<ArgumentException>(() => SimilarityEstimate.Of(two, same, SimilarityFit.Picture)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "finite",
            Assert.Throws<ArgumentException>(
                () => SimilarityEstimate.Of([new(double.NaN, 0), new(1, 1)], two, SimilarityFit.Template)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "same number of points",
            Assert.Throws<ArgumentException>(() => SimilarityEstimate.Of(Demo, two, SimilarityFit.Template)).Message,
            StringComparison.Ordinal);
    }
}
