using System.Globalization;
using System.Text.Json.Nodes;
using NormFace.Charts;
using NormFace.Reports;
using NormFace.Storage;
using static NormFace.Conditions.ErrorsByConditionText;

namespace NormFace.Conditions;

public sealed partial record ErrorsByCondition
{
    private const int NotableCount = 8;
    private const int ShownPairs = 12;
    private const int LongestName = 22; // beside a chart
    private const int LostColor = 2;
    private const int AcceptedColor = 1;

    /// <inheritdoc/>
    public override string JsonName => "errorsByCondition";

    /// <summary>
    /// Bins whose rate is above that of the other pairs, with an interval of the difference that holds no 0: those
    /// first whose share of the errors is furthest above their share of the pairs.
    /// </summary>
    public IReadOnlyList<NotableBin> Notable =>
    [
        .. Conditions.SelectMany(condition => condition.Bins.SelectMany(bin => new[]
            {
                new NotableBin(condition, bin, IsGenuine: true), new NotableBin(condition, bin, IsGenuine: false),
            }))
            .Where(entry => entry.Errors.Difference is { Low: > 0 })
            .OrderByDescending(entry => entry.Errors.ShareOfErrors - entry.Errors.ShareOfPairs),
    ];

    private protected override IReadOnlyList<(string Name, Action<string> Write)> Tables =>
        [("errors-by-condition.csv", path => AtomicFile.WriteText(path, Csv()))];

    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["threshold"] = Threshold,
        ["thresholdOrigin"] = ThresholdOrigin,
        ["pictures"] = Pictures.All,
        ["picturesWithoutRow"] = Pictures.WithoutRow,
        ["genuine"] = Json(Genuine),
        ["impostor"] = Json(Impostor),
        ["conditions"] = new JsonArray([.. Conditions.Select(condition => new JsonObject
        {
            ["column"] = condition.Column,
            ["rule"] = condition.Rule,
            ["bins"] = new JsonArray([.. condition.Bins.Select(bin => new JsonObject
            {
                ["label"] = bin.Label,
                ["low"] = EvaluationJson.Number(bin.Low),
                ["high"] = EvaluationJson.Number(bin.High),
                ["isKnown"] = bin.IsKnown,
                ["genuine"] = Json(bin.Genuine),
                ["impostor"] = Json(bin.Impostor),
            })]),
        })]),
        ["worst"] = new JsonObject { ["genuine"] = Json(WorstGenuine), ["impostor"] = Json(WorstImpostor) },
        ["people"] = new JsonObject
        {
            ["ofHalfTheLostPairs"] = PeopleOfHalfLost,
            ["lost"] = Json(PeopleLost),
            ["accepted"] = Json(PeopleAccepted),
        },
        ["notes"] = new JsonArray([.. Notes.Select(note => JsonValue.Create(note))]),
    };

    internal override IReadOnlyList<ReportBlock> ToBlocks() =>
    [
        new HeadingBlock("Where the errors are"),
        new ParagraphBlock(Totals()),
        new ParagraphBlock(
            "Numbers are cut at quantiles of the genuine pairs. Every rate has an interval over people, and its "
            + "difference to the other pairs of which the condition is known one from the same draws. A bin of fewer "
            + FormattableString.Invariant($"than {Least.Pairs} pairs or {Least.People} people has no rate; an ")
            + FormattableString.Invariant($"interval that fewer than {BinErrors.FewErrors} errors decide (*) is rough. ")
            + "Conditions go together, as blurred faces are often small: a bin tells where errors are, not why. Of "
            + "twenty bins, one differs by chance.",
            IsNote: true),
        .. Notes.Count > 0 ? [new ListBlock(Notes)] : Array.Empty<ReportBlock>(),
        .. NotableTable(),
        .. Conditions.SelectMany(Blocks),
        .. PeopleTables(),
        .. PairTables(),
    ];

    private string Totals() =>
        FormattableString.Invariant($"At the threshold {Threshold:0.0000} ({ThresholdOrigin}), ")
        + $"{Totals(Genuine, "genuine pairs are lost")}, and {Totals(Impostor, "impostor pairs are accepted")}. "
        + (PeopleOfHalfLost > 0
            ? FormattableString.Invariant($"Half of the lost pairs are of {PeopleOfHalfLost:N0} people. ")
            : "")
        + (Pictures.WithoutRow > 0
            ? FormattableString.Invariant(
                $"{Pictures.WithoutRow:N0} of {Pictures.All:N0} pictures have no row in the table.")
            : "");

    private static string Totals(BinErrors errors, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"{errors.ErrorCount:N0} of {errors.PairCount:N0} {what} ({Rate(errors)}"
        + $"{(errors.Rate is null ? "" : $"; {Ends(errors.Rate)}")}, {People(errors)})");

    private IEnumerable<ReportBlock> NotableTable()
    {
        NotableBin[] notable = [.. Notable.Take(NotableCount)];
        if (notable.Length == 0)
        {
            yield return new ParagraphBlock("No bin errs more often than the others beyond its interval.");
            yield break;
        }

        yield return new HeadingBlock("Bins with more than their share of the errors", Level: 3);
        yield return new TableBlock(
            [
                new TableColumn("condition", IsText: true),
                new TableColumn("bin", IsText: true),
                new TableColumn("errors", IsText: true),
                new TableColumn("rate"),
                new TableColumn("difference\nto the rest"),
                new TableColumn("share of\nthe errors"),
                new TableColumn("share of\nthe pairs"),
            ],
            [.. notable.Select(entry => new TableRow(
            [
                new ReportCell(entry.Condition.Name),
                new ReportCell(entry.Bin.Label),
                new ReportCell(entry.IsGenuine ? "genuine lost" : "impostors accepted")
                {
                    Color = entry.IsGenuine ? LostColor : AcceptedColor,
                },
                RateCell(entry.Errors),
                new ReportCell(Difference(entry.Errors)) { Below = Range(entry.Errors.Difference) },
                new ReportCell(Percent(entry.Errors.ShareOfErrors)),
                new ReportCell(Percent(entry.Errors.ShareOfPairs)),
            ]))]);
    }

    private IReadOnlyList<ReportBlock> Blocks(ConditionErrors condition) =>
    [
        new HeadingBlock(condition.Name, Level: 3),
        new ParagraphBlock(
            $"Of a pair: {PairRules.Explain(PairRules.Parse(condition.Rule)!.Value)}.", IsNote: true),
        Chart(condition, isGenuine: true),
        Chart(condition, isGenuine: false),
        new TableBlock(
            [
                new TableColumn("bin", IsText: true),
                new TableColumn("genuine\npairs"),
                new TableColumn("lost"),
                new TableColumn("rate"),
                new TableColumn("share of\nthe lost"),
                new TableColumn("difference\nto the rest"),
                new TableColumn("impostor\npairs"),
                new TableColumn("accepted"),
                new TableColumn("rate"),
                new TableColumn("share of the\naccepted"),
                new TableColumn("difference\nto the rest"),
            ],
            [.. condition.Bins.Select(bin => new TableRow(
                [new ReportCell(bin.Label), .. Cells(bin.Genuine), .. Cells(bin.Impostor)]))]),
    ];

    private static IEnumerable<ReportCell> Cells(BinErrors errors) =>
    [
        new ReportCell(Count(errors.PairCount)) { Below = People(errors) },
        new ReportCell(Count(errors.ErrorCount)),
        RateCell(errors),
        new ReportCell(Percent(errors.ShareOfErrors)) { Below = $"of {Percent(errors.ShareOfPairs)} of the pairs" },
        new ReportCell(Difference(errors))
        {
            Below = Range(errors.Difference),
            IsWorse = errors.Difference is { Low: > 0 },
        },
    ];

    private static ReportCell RateCell(BinErrors errors) =>
        new(Rate(errors) + (errors is { AreFew: true, IsTooSmall: false } ? " *" : "")) { Below = Ends(errors.Rate) };

    private ChartBlock Chart(ConditionErrors condition, bool isGenuine)
    {
        var bins = condition.Bins;
        var (what, color, all) = isGenuine
            ? ("genuine pairs lost, %", LostColor, Genuine)
            : ("impostor pairs accepted, %", AcceptedColor, Impostor);
        BinErrors[] errors = [.. bins.Select(bin => isGenuine ? bin.Genuine : bin.Impostor)];
        var across = ChartAxis.Holding(
            what,
            [0, .. errors.Select(entry => 100 * (entry.Rate?.High ?? 0)), 100 * (all.Rate?.Value ?? 0)]);
        var up = ChartAxis.OfNames(
            "",
            [.. bins.Select(bin =>
                bin.Label.Length > LongestName ? bin.Label[..(LongestName - 1)] + "…" : bin.Label)]);
        ChartDot[] dots =
        [
            .. errors.Index().Where(entry => entry.Item.Rate is not null).Select(entry => new ChartDot(
                new ChartPoint(100 * entry.Item.Rate!.Value.Value, bins.Count - 1 - entry.Index),
                $"{bins[entry.Index].Label}: {Rate(entry.Item)}, {Ends(entry.Item.Rate)}")
            {
                LevelBar = (100 * entry.Item.Rate.Value.Low, 100 * entry.Item.Rate.Value.High),
            }),
        ];
        var kind = isGenuine ? "Genuine pairs lost" : "Impostors accepted";
        return new ChartBlock(
            kind,
            new LineChart(
                $"{kind} by {condition.Name}", across, up, [new ChartSeries("", []) { Color = color, Dots = dots }])
            {
                Marks = all.Rate is { } rate ? [new ChartMark(100 * rate.Value, "all pairs")] : [],
            },
            ChartSize.Half);
    }

    private IEnumerable<ReportBlock> PeopleTables()
    {
        if (PeopleLost.Count + PeopleAccepted.Count == 0)
        {
            yield break;
        }

        yield return new HeadingBlock("People behind the errors", Level: 3);
        if (PeopleLost.Count > 0)
        {
            yield return People("with the most lost pairs", PeopleLost);
        }

        if (PeopleAccepted.Count > 0)
        {
            yield return People("with the most accepted pairs", PeopleAccepted);
        }
    }

    private TableBlock People(string which, IReadOnlyList<PersonErrors> people) => new(
        [
            new TableColumn($"people {which}", IsText: true),
            new TableColumn("lost"),
            new TableColumn("of own\ngenuine pairs"),
            new TableColumn("share of\nall lost"),
            new TableColumn("accepted"),
            new TableColumn("share of\nall accepted"),
        ],
        [.. people.Select(person => new TableRow(
        [
            new ReportCell(person.Identity),
            new ReportCell(Count(person.LostCount)),
            new ReportCell(Count(person.GenuineCount)),
            new ReportCell(Genuine.ErrorCount > 0 ? Percent((double)person.LostCount / Genuine.ErrorCount) : "–"),
            new ReportCell(Count(person.AcceptedCount)),
            new ReportCell(
                Impostor.ErrorCount > 0 ? Percent((double)person.AcceptedCount / Impostor.ErrorCount) : "–"),
        ]))])
    {
        Note = "An accepted pair counts for both its people. Whoever leads by far may be mislabelled: look at the "
            + "pictures.",
    };

    private IEnumerable<ReportBlock> PairTables()
    {
        if (WorstGenuine.Count + WorstImpostor.Count > 0)
        {
            yield return new HeadingBlock("Worst errors and their conditions", Level: 3);
        }

        if (WorstGenuine.Count > 0)
        {
            yield return Pairs("lost genuine pair", WorstGenuine);
        }

        if (WorstImpostor.Count > 0)
        {
            yield return Pairs("accepted impostor pair", WorstImpostor);
        }
    }

    private TableBlock Pairs(string what, IReadOnlyList<ErrorPair> pairs) => new(
        [
            new TableColumn(what, IsText: true),
            new TableColumn("score of\nthe pair"),
            .. Columns.Select(column => new TableColumn(column.Name)),
        ],
        [.. pairs.Take(ShownPairs).Select(pair => new TableRow(
        [
            new ReportCell(pair.First) { Below = pair.Second },
            new ReportCell(Markup.Number(pair.Score, "0.0000")),
            .. Columns.Select(column => new ReportCell(Value(column, pair.Places.First))
            {
                Below = Value(column, pair.Places.Second),
            }),
        ]))]);

    private static string Value(ConditionColumn column, int place) => column.IsGroups
        ? column.Groups[place] ?? "–"
        : Signed(Markup.Number(
            column.Numbers[place],
            Math.Abs(column.Numbers[place]) switch { >= 100 => "0", >= 10 => "0.#", >= 1 => "0.##", _ => "0.###" }));

    private static string People(BinErrors errors) =>
        $"{Count(errors.PersonCount)} {(errors.PersonCount == 1 ? "person" : "people")}";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static JsonObject Json(BinErrors errors)
    {
        var level = errors.Rate is { } known ? EvaluationJson.EndsName(known) : "interval95";
        return new JsonObject
        {
            ["pairs"] = errors.PairCount,
            ["people"] = errors.PersonCount,
            ["errors"] = errors.ErrorCount,
            ["isTooSmall"] = errors.IsTooSmall,
            ["rate"] = errors.Rate is { } rate ? EvaluationJson.Number(rate.Value) : null,
            [level] = errors.Rate is { } ends ? EvaluationJson.Ends(ends) : null,
            ["shareOfPairs"] = EvaluationJson.Number(errors.ShareOfPairs),
            ["shareOfErrors"] = EvaluationJson.Number(errors.ShareOfErrors),
            ["difference"] = errors.Difference is { } difference ? EvaluationJson.Number(difference.Value) : null,
            ["difference" + char.ToUpperInvariant(level[0]) + level[1..]] =
                errors.Difference is { } both ? EvaluationJson.Ends(both) : null,
        };
    }

    private static JsonArray Json(IReadOnlyList<ErrorPair> pairs) => new([.. pairs.Select(pair => new JsonObject
    {
        ["first"] = pair.First,
        ["second"] = pair.Second,
        ["score"] = EvaluationJson.Number(pair.Score),
    })]);

    private static JsonArray Json(IReadOnlyList<PersonErrors> people) => new([.. people.Select(person => new JsonObject
    {
        ["identity"] = person.Identity,
        ["lost"] = person.LostCount,
        ["genuinePairs"] = person.GenuineCount,
        ["accepted"] = person.AcceptedCount,
    })]);

    private string Csv() => string.Concat(Lines().Select(line => line + "\n"));

    private IEnumerable<string> Lines()
    {
        yield return "condition,rule,bin,low,high,kind,pairs,people,errors,rate,rate_low,rate_high,share_of_pairs,"
            + "share_of_errors,difference,difference_low,difference_high";
        foreach (var condition in Conditions)
        {
            foreach (var bin in condition.Bins)
            {
                foreach (var (kind, errors) in new[] { ("genuine", bin.Genuine), ("impostor", bin.Impostor) })
                {
                    yield return string.Join(
                        ',',
                        [
                            TextTable.Quoted(condition.Column),
                            condition.Rule,
                            TextTable.Quoted(bin.Label),
                            Text(double.IsFinite(bin.Low) ? bin.Low : null),
                            Text(double.IsFinite(bin.High) ? bin.High : null),
                            kind,
                            Text(errors.PairCount),
                            Text(errors.PersonCount),
                            Text(errors.ErrorCount),
                            Text(errors.Rate?.Value),
                            Text(errors.Rate?.Low),
                            Text(errors.Rate?.High),
                            Text(errors.ShareOfPairs),
                            Text(errors.ShareOfErrors),
                            Text(errors.Difference?.Value),
                            Text(errors.Difference?.Low),
                            Text(errors.Difference?.High),
                        ]);
                }
            }
        }
    }

    private static string Text(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
