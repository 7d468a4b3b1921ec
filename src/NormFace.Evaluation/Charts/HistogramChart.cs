namespace NormFace.Charts;

/// <summary>One kind of things counted by a histogram.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="Counts">Number of things in each bin, at least 0. Shape <c>[B]</c>.</param>
/// <param name="Color">Number of the colour, at least 0; there are seven and they repeat.</param>
internal sealed record HistogramSeries(string Name, IReadOnlyList<long> Counts, int Color = 0);

/// <summary>
/// Counts by value, as stepped areas: each bar shows the share of its own kind in percent, so kinds of any number
/// compare.
/// </summary>
internal sealed record HistogramChart : Chart
{
    /// <summary>Creates a chart.</summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="label">What is counted by, such as the score.</param>
    /// <param name="edges">Ends of the bins, finite and rising, at least two. Shape <c>[B + 1]</c>.</param>
    /// <param name="series">The kinds; a kind without any thing is flat.</param>
    /// <exception cref="ArgumentException">
    /// Edges do not rise, counts are not as many as bins or below 0; it is named.
    /// </exception>
    public HistogramChart(
        string title, string label, IReadOnlyList<double> edges, IReadOnlyList<HistogramSeries> series)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(series);
        if (edges.Count < 2
            || !edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second)
            || !edges.All(double.IsFinite))
        {
            throw new ArgumentException(
                "edges must be at least two finite values that rise, but are not.", nameof(edges));
        }

        if (series.FirstOrDefault(one =>
                one.Counts.Count != edges.Count - 1 || one.Counts.Any(count => count < 0)) is { } wrong)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"series must have a count of at least 0 for each of {edges.Count - 1} bins, but '{wrong.Name}' has ")
                + FormattableString.Invariant($"{wrong.Counts.Count} counts."), nameof(series));
        }

        (Label, Edges, Series) = (label, edges, series);
    }

    /// <summary>What is counted by.</summary>
    public string Label { get; }

    /// <summary>Ends of the bins. Shape <c>[B + 1]</c>.</summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>The kinds, the first drawn first.</summary>
    public IReadOnlyList<HistogramSeries> Series { get; }

    internal override IReadOnlyList<LegendEntry> Legend =>
        [.. Series.Select(series => new LegendEntry(series.Name, series.Color))];
}
