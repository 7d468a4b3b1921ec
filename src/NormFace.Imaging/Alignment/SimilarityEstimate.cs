namespace NormFace.Alignment;

/// <summary>Fits a similarity transform to points. Source: <see cref="SimilarityFit"/>.</summary>
internal static class SimilarityEstimate
{
    /// <summary>The best transform from points of a picture to points of a template.</summary>
    /// <param name="picture">Points in the picture, at least two, not all the same.</param>
    /// <param name="template">Their target positions, as many, not all the same.</param>
    /// <param name="fit">Which distances are made small.</param>
    /// <returns>The transform from picture to template.</returns>
    /// <exception cref="ArgumentException">There are fewer than two points or not as many of each, a coordinate is not
    /// finite, or all points of one side are the same.</exception>
    public static SimilarityTransform Of(
        IReadOnlyList<PixelPoint> picture, IReadOnlyList<PixelPoint> template, SimilarityFit fit)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(template);
        if (picture.Count < 2 || picture.Count != template.Count)
        {
            throw new ArgumentException(
                $"picture and template must hold the same number of points, at least 2, but hold {picture.Count} and "
                + $"{template.Count}.");
        }

        return fit == SimilarityFit.Template
            ? LeastSquares(picture, template, isMirrored: false)
            : Picture(picture, template);
    }

    /// <summary>Root of the mean squared distance that a transform leaves between mapped and wanted points, in pixels
    /// of the template.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="picture">Points in the picture, at least one.</param>
    /// <param name="template">Their target positions.</param>
    /// <returns>The distance, at least 0.</returns>
    public static double Residual(
        SimilarityTransform transform, IReadOnlyList<PixelPoint> picture, IReadOnlyList<PixelPoint> template)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(template);
        return Math.Sqrt(
            picture.Zip(template, (from, to) => transform.Map(from).DistanceTo(to))
                .Average(distance => distance * distance));
    }

    private static SimilarityTransform Picture(IReadOnlyList<PixelPoint> picture, IReadOnlyList<PixelPoint> template)
    {
        var plain = LeastSquares(template, picture, isMirrored: false).Inverse();
        var mirrored = LeastSquares(template, picture, isMirrored: true).Inverse();
        return SpectralResidual(mirrored, picture, template) < SpectralResidual(plain, picture, template)
            ? mirrored
            : plain;
    }

    // With both sides about their means the best turn is a regression of complex numbers; a mirrored one of conjugates.
    private static SimilarityTransform LeastSquares(
        IReadOnlyList<PixelPoint> from, IReadOnlyList<PixelPoint> to, bool isMirrored)
    {
        var (fromMean, toMean) = (Mean(from), Mean(to));
        var (a, b, square, reach) = (0.0, 0.0, 0.0, 0.0);
        for (var index = 0; index < from.Count; index++)
        {
            var (x, y) = (from[index].X - fromMean.X, (isMirrored ? -1 : 1) * (from[index].Y - fromMean.Y));
            var (u, v) = (to[index].X - toMean.X, to[index].Y - toMean.Y);
            a += (x * u) + (y * v);
            b += (x * v) - (y * u);
            square += (x * x) + (y * y);
            reach += (u * u) + (v * v);
        }

        if (!(square > 0 && reach > 0 && double.IsFinite(square + reach)))
        {
            throw new ArgumentException(
                "Points must be finite and not all the same on either side: no transform can be fitted to them.");
        }

        var turn = new SimilarityTransform(a / square, b / square, 0, 0, isMirrored);
        var mapped = turn.Map(fromMean);
        return turn with { Right = toMean.X - mapped.X, Down = toMean.Y - mapped.Y };
    }

    // Largest singular value of the n x 2 differences: MATLAB's 'norm' of a matrix, by which cp2tform chooses.
    private static double SpectralResidual(
        SimilarityTransform transform, IReadOnlyList<PixelPoint> picture, IReadOnlyList<PixelPoint> template)
    {
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        foreach (var (from, to) in picture.Zip(template))
        {
            var mapped = transform.Map(from);
            var (x, y) = (mapped.X - to.X, mapped.Y - to.Y);
            (xx, xy, yy) = (xx + (x * x), xy + (x * y), yy + (y * y));
        }

        return Math.Sqrt(((xx + yy) / 2) + double.Hypot((xx - yy) / 2, xy));
    }

    private static PixelPoint Mean(IReadOnlyList<PixelPoint> points) =>
        new(points.Average(point => point.X), points.Average(point => point.Y));
}
