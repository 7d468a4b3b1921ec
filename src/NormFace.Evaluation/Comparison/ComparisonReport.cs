using System.Text.Json.Nodes;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Comparison;

/// <summary>A comparison of models as JSON and as a page.</summary>
public static class ComparisonReport
{
    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The object.</returns>
    public static JsonObject ToJson(ModelComparison result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = EvaluationJson.Begin("compare");
        json["pairs"] = result.Models[0].Scored.List.Pairs.Count;
        json["models"] = new JsonArray([.. result.Models.Select(Model)]);
        json["differences"] = new JsonArray([.. result.Differences.Select(difference => Difference(difference, result))]);
        if (result.OverModels is { } over)
        {
            json["accuracyOverModels"] = EvaluationJson.Mean(over, "models", result.Models.Select(model => model.Accuracy!.Accuracy.Mean));
        }

        return json;
    }

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(ModelComparison result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (models, first) = (result.Models, result.Models[0]);
        var hasFolds = first.Accuracy is not null;
        return new ReportPage(
            "Comparison of models",
            FormattableString.Invariant($"{models.Count} models on the same {first.Scored.List.Pairs.Count:N0} pairs."),
            [
                new HeadingBlock("Figures"),
                .. hasFolds ? [Accuracies(result)] : Array.Empty<ReportBlock>(),
                FiguresBlock.Of([.. models.Select(model => (model.Name, model.Summary))]),
                new HeadingBlock($"Differences to {first.Name}"),
                Differences(result),
                new ParagraphBlock(
                    "Each difference is taken on the same pairs, people drawn alike for both models, so it is known better than either figure. "
                    + "A difference whose interval holds 0 may be chance.",
                    IsNote: true),
                RocBlock.Of([.. models.Select(model => RocSeries.Of(model.Name, model.Summary.Scores))]) with { Size = ChartSize.Full },
                DetBlock.Of([.. models.Select(model => (model.Name, model.Summary.Scores))]),
                .. models.Select(model => ScoreHistogramBlock.Of(model.Name, model.Summary.Scores)),
                .. hasFolds
                    ? new ReportBlock[]
                    {
                        new HeadingBlock("Folds"),
                        FoldTableBlock.Of([.. models.Select(model =>
                            (model.Name, (IReadOnlyList<FoldFigure>)[.. model.Accuracy!.Folds.Select(fold => new FoldFigure(fold.Accuracy, fold.Threshold))]))]),
                    }
                    : [],
            ]);
    }

    private static TableBlock Accuracies(ModelComparison result)
    {
        var table = FiguresBlock.Of(
            [.. result.Models.Select(model => new FigureRow(model.Name, [model.Accuracy!.Interval]))], [new FigureColumn("accuracy")], "identities, thresholds held");
        var over = result.OverModels!.Value;
        return table with
        {
            Note = table.Note + FormattableString.Invariant(
                $" Over the models: mean {100 * over.Mean:0.000} %, standard deviation (n) {100 * over.StandardDeviation:0.000} %, standard error {100 * over.StandardError:0.000} %."),
        };
    }

    private static TableBlock Differences(ModelComparison result)
    {
        List<TableRow> rows = [];
        if (result.Differences[0].Decisions is not null)
        {
            Add("accuracy", difference => Cell(difference.Decisions!.Accuracy));
            Add("p-value by blocks of people (McNemar's below)", difference => new TableCell(PValue(difference.Decisions!.BlockSwap.PValue))
            {
                Below = PValue(difference.Decisions!.McNemarPValue),
            });
        }

        Add("EER", difference => Cell(difference.EqualErrorRate));
        Add("AUC", difference => Cell(difference.Auc));
        for (var index = 0; index < result.Fars.Count; index++)
        {
            var place = index;
            Add(FormattableString.Invariant($"TAR at FAR {100 * result.Fars[place]:0.########} %"), difference => Cell(difference.TrueAcceptRates[place]));
        }

        return new TableBlock(
            [new TableColumn("figure", IsText: true), .. result.Differences.Select(difference => new TableColumn(difference.Name))], rows)
        {
            Note = "In points of a percent, with the 95 % interval over identities and its two-sided p-value below. McNemar's test takes pairs to be independent; "
                + "the test by blocks does not.",
        };

        void Add(string figure, Func<ModelDifference, TableCell> cell) =>
            rows.Add(new TableRow([new TableCell(figure), .. result.Differences.Select(cell)]));
    }

    private static TableCell Cell(PairedDifference difference) => new(FormattableString.Invariant($"{100 * difference.Difference.Value:+0.00;-0.00;0.00}"))
    {
        Below = FormattableString.Invariant($"{100 * difference.Difference.Low:0.00} to {100 * difference.Difference.High:0.00}; p {difference.PValue:0.###}"),
    };

    private static string PValue(double value) => FormattableString.Invariant($"{value:0.####}");

    private static JsonObject Model(ComparedModel model)
    {
        var json = new JsonObject { ["name"] = model.Name };
        EvaluationJson.Add(json, model.Summary);
        if (model.Accuracy is { } accuracy)
        {
            json["accuracy"] = EvaluationJson.Mean(accuracy.Accuracy, "folds", accuracy.Folds.Select(fold => fold.Accuracy), accuracy.Interval);
        }

        return json;
    }

    private static JsonObject Difference(ModelDifference difference, ModelComparison result)
    {
        var json = new JsonObject
        {
            ["model"] = difference.Name,
            ["minus"] = result.Models[0].Name,
            ["eer"] = Paired(difference.EqualErrorRate),
            ["auc"] = Paired(difference.Auc),
            ["tarAtFar"] = new JsonArray([.. difference.TrueAcceptRates.Select((rate, index) =>
            {
                var entry = Paired(rate);
                entry["far"] = result.Fars[index];
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
