using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>A page that shows how several heads trained and how well they verify unseen identities.</summary>
/// <remarks>One HTML file, as <see cref="HtmlPage"/> writes it.</remarks>
/// <param name="Title">Title of the page.</param>
/// <param name="Introduction">A paragraph that says what was done.</param>
/// <param name="Runs">The heads, at least one, in the order of the tables.</param>
public sealed record HtmlReport(string Title, string Introduction, IReadOnlyList<ReportRun> Runs)
{
    /// <summary>A picture that shows some of the pictures used, as a PNG file; none unless set.</summary>
    public ReadOnlyMemory<byte> ContactSheetPng { get; init; }

    /// <summary>Text below that picture.</summary>
    public string ContactSheetCaption { get; init; } = "";

    /// <summary>How the report was made: command, seed, machine, versions, as name and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Origin { get; init; } = [];

    /// <summary>Writes the page; the file appears whole or not at all.</summary>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <exception cref="InvalidOperationException">The report has no runs.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => HtmlPage.Write(ToPage(), path);

    /// <summary>The report as blocks.</summary>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidOperationException">The report has no runs.</exception>
    public ReportPage ToPage()
    {
        if (Runs.Count == 0)
        {
            throw new InvalidOperationException("Runs must hold at least one run, but is empty.");
        }

        return new ReportPage(Title, Introduction, [.. Figures(), .. ContactSheet(), .. TrainingCharts.Of(Runs), .. Scores(), .. Runs.SelectMany(Pairs), .. Reading()])
        {
            Origin = Origin,
        };
    }

    private IEnumerable<ReportBlock> Figures()
    {
        var first = Runs[0].Summary;
        yield return new HeadingBlock("Figures on unseen identities");
        yield return new ParagraphBlock(
            FormattableString.Invariant(
                $"{first.IdentityCount} identities that no head was trained on; {first.GenuineCount} genuine and {first.ImpostorCount} impostor pairs."),
            IsNote: true);
        yield return HeadsBlock.Of(Runs);
    }

    private IEnumerable<ReportBlock> ContactSheet() =>
        ContactSheetPng.IsEmpty ? [] : [new HeadingBlock("The pictures"), new ImageBlock(ContactSheetPng, ContactSheetCaption)];

    private IEnumerable<ReportBlock> Scores() =>
    [
        new HeadingBlock("Accepting and rejecting"),
        RocBlock.Of([.. Runs.Select(run => (run.Name, run.Summary.Scores))]) with { Size = ChartSize.Full },
        new HeadingBlock("Scores"),
        new ParagraphBlock("Share of the pairs of each kind by score; the upright is the threshold of the equal error rate.", IsNote: true),
        .. Runs.Select(run => ScoreHistogramBlock.Of(run.Name, run.Summary.Scores)),
    ];

    private static IEnumerable<ReportBlock> Pairs(ReportRun run)
    {
        if (run.HardestGenuine.Count + run.HardestImpostor.Count == 0)
        {
            return [];
        }

        var threshold = EqualErrorRate.Of(run.Summary.Scores).Threshold;
        return
        [
            new HeadingBlock($"Hardest pairs of {run.Name}"),
            new ParagraphBlock($"At its equal error rate this head accepts from a score of {Markup.Number(threshold, "0.000")}.", IsNote: true),
            new PairPicturesBlock("One identity, lowest scores", run.HardestGenuine),
            new PairPicturesBlock("Two identities, highest scores", run.HardestImpostor),
        ];
    }

    private IEnumerable<ReportBlock> Reading()
    {
        List<string> items =
        [
            "Verification asks whether two pictures show one identity. A pair is accepted if its score, a cosine, is at least a threshold.",
            "FAR is the share of impostor pairs accepted, TAR the share of genuine pairs accepted. A lower threshold raises both.",
            "EER is the rate at which accepted impostors and rejected genuine pairs are equally frequent: lower is better, 50 % is guessing. AUC is the chance that a genuine pair scores above an impostor pair.",
            "An interval says how far the figure would move with other identities of the same kind. Heads whose intervals overlap widely are not told apart by this run; a repeat with another seed would tell more. It does not cover the luck of the training itself.",
            "The floor is the lowest mean loss that normalised features can reach at the current scale. A loss that stops near it is held by the scale, not by the network. Losses of different heads are not comparable; their error rates are.",
        ];
        if (Runs.Any(run => run.Curve.Count == 0))
        {
            items.Add("A row without a loss was not trained; it shows what the pictures give away without learning.");
        }

        return [new HeadingBlock("How to read this"), new ListBlock(items)];
    }
}
