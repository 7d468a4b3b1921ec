using System.Globalization;
using System.Text.Json.Nodes;
using NormFace.Protocols.Pairs;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Comparison;

public sealed partial record ModelComparison
{
    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = EvaluationJson.Begin("compare");
        json["pairs"] = Models[0].Result.Scored.List.Pairs.Count;
        json["models"] = new JsonArray([.. Models.Select(Model)]);
        json["differences"] = new JsonArray([.. Differences.Select(difference => Difference(difference))]);
        if (OverModels is { } over)
        {
            json["accuracyOverModels"] = EvaluationJson.Mean(
                over, "models", Models.Select(model => model.Result.Rules[0].Accuracy.Mean));
        }

        return json;
    }

    /// <inheritdoc />
    public override ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        var (models, first) = (Models, Models[0]);
        var hasFolds = first.Result.Rules.Count > 0;
        return new ReportPage(
            "Comparison of models",
            FormattableString.Invariant(
                $"{models.Count} models on the same {first.Result.Scored.List.Pairs.Count:N0} pairs."),
            [
                new HeadingBlock("Figures"),
                .. hasFolds ? [Accuracies()] : Array.Empty<ReportBlock>(),
                FiguresBlock.Of([.. models.Select(model => (model.Name, model.Result.Summary))]),
                new HeadingBlock($"Differences to {first.Name}"),
                DifferenceTable(),
                new ParagraphBlock(
                    "Each difference is taken on the same pairs, people drawn alike for both models, so it is known "
                        + "better than either figure. "
                    + "A difference whose interval holds 0 may be chance.",
                    IsNote: true),
                RocBlock.Of([.. models.Select(model => RocSeries.Of(model.Name, model.Result.Summary.Scores))]) with
                {
                    Size = ChartSize.Full,
                },
                DetBlock.Of([.. models.Select(model => (model.Name, model.Result.Summary.Scores))]),
                .. models.Select(model => ScoreHistogramBlock.Of(model.Name, model.Result.Summary.Scores)),
                .. hasFolds
                    ? new ReportBlock[]
                    {
                        new HeadingBlock("Folds"),
                        FoldTableBlock.Of(
                            [.. models.Select(model => (model.Name, PairsResult.FoldFigures(model.Result.Rules[0])))]),
                    }
                    : [],
            ]);
    }

    private TableBlock Accuracies()
    {
        var table = FiguresBlock.Of(
            [.. Models.Select(model => new FigureRow(model.Name, [model.Result.Rules[0].Interval]))],
            [new FigureColumn("accuracy")],
            "identities, thresholds held");
        var over = OverModels!.Value;
        return table with
        {
            Note = table.Note + string.Create(
                CultureInfo.InvariantCulture,
                $" Over the models: mean {100 * over.Mean:0.000} %, standard deviation (n) "
                + $"{100 * over.StandardDeviation:0.000} %, standard error {100 * over.StandardError:0.000} %."),
        };
    }

    private TableBlock DifferenceTable()
    {
        List<TableRow> rows = [];
        if (Differences[0].Decisions is not null)
        {
            Add("accuracy", difference => Cell(difference.Decisions!.Accuracy));
            Add(
                "p-value by blocks of people (McNemar's below)",
                difference => new ReportCell(ReportCell.PValue(difference.Decisions!.BlockSwap.PValue))
                {
                    Below = ReportCell.PValue(difference.Decisions!.McNemarPValue),
                });
        }

        Add("EER", difference => Cell(difference.EqualErrorRate));
        Add("AUC", difference => Cell(difference.Auc));
        for (var index = 0; index < Fars.Count; index++)
        {
            var place = index;
            Add(FormattableString.Invariant($"TAR at FAR {100 * Fars[place]:0.########} ")
                + "%", difference => Cell(difference.TrueAcceptRates[place]));
        }

        return new TableBlock(
            [
                new TableColumn("figure", IsText: true),
                .. Differences.Select(difference => new TableColumn(difference.Name))], rows)
        {
            Note = "In points of a percent, with the 95 % interval over identities and its two-sided p-value below. "
                + "McNemar's test takes pairs to be independent; "
                + "the test by blocks does not.",
        };

        void Add(string figure, Func<ModelDifference, ReportCell> cell) =>
            rows.Add(new TableRow([new ReportCell(figure), .. Differences.Select(cell)]));
    }

    private static ReportCell Cell(PairedDifference difference) =>
        new(FormattableString.Invariant($"{100 * difference.Difference.Value:+0.00;-0.00;0.00}"))
        {
            Below = FormattableString.Invariant(
                $"{100 * difference.Difference.Low:0.00} to {100 * difference.Difference.High:0.00}; ")
                + $"p {ReportCell.PValue(difference.PValue)}",
        };

    private static JsonObject Model((string Name, PairsResult Result) model)
    {
        var json = new JsonObject { ["name"] = model.Name };
        EvaluationJson.Add(json, model.Result.Summary);
        if (model.Result.Rules is [var accuracy])
        {
            json["accuracy"] = EvaluationJson.Mean(
                accuracy.Accuracy, "folds", accuracy.Folds.Select(fold => fold.Accuracy), accuracy.Interval);
        }

        return json;
    }

    private JsonObject Difference(ModelDifference difference)
    {
        var json = new JsonObject
        {
            ["model"] = difference.Name,
            ["minus"] = Models[0].Name,
            ["eer"] = Paired(difference.EqualErrorRate),
            ["auc"] = Paired(difference.Auc),
            ["tarAtFar"] = new JsonArray([.. difference.TrueAcceptRates.Select((rate, index) =>
            {
                var entry = Paired(rate);
                entry["far"] = Fars[index];
                return entry;
            })]),
        };
        if (difference.Decisions is { } decisions)
        {
            var accuracy = Paired(decisions.Accuracy);
            accuracy["onlyModelCorrect"] = decisions.OnlyFirstCount;
            accuracy["onlyOtherCorrect"] = decisions.OnlySecondCount;
            accuracy["pValueByBlocks"] = decisions.BlockSwap.PValue;
            accuracy["blocks"] = decisions.BlockSwap.BlockCount;
            accuracy["pValueMcNemar"] = decisions.McNemarPValue;
            json["accuracy"] = accuracy;
        }

        return json;
    }

    private static JsonObject Paired(PairedDifference difference) => new()
    {
        ["difference"] = EvaluationJson.Number(difference.Difference.Value),
        [EvaluationJson.EndsName(difference.Difference)] = EvaluationJson.Ends(difference.Difference),
        ["pValue"] = difference.PValue,
    };
}
