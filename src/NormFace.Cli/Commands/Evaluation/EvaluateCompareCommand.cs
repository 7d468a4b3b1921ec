using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.Comparison;
using NormFace.Embeddings;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate compare</c>: several models, or snapshots of one, on the same pairs.</summary>
internal static class EvaluateCompareCommand
{
    private static readonly Option<FileInfo[]> Embeddings = new("--embeddings")
    {
        Description = EmbeddingOptions.Description + " Of two models or more; the others are compared with the first.",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    private static readonly Option<FileInfo[]> Names = new("--names")
    {
        Description = EmbeddingOptions.NamesDescription + " One for each of --embeddings, or one for all.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Labels = new("--labels")
    {
        Description = "A name for each model; default: its file's name.",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "compare",
            "Several models on the same pairs, with paired tests; or snapshots of one, with their mean.")
        {
            Embeddings,
            Names,
            Labels,
        };
        PairOptions.AddTo(command, isRequired: true);
        BootstrapOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var result = ModelComparison.Of(
            Models(parsed), PairOptions.Read(parsed), BootstrapOptions.FarsOf(parsed), BootstrapOptions.Of(parsed));

        ConsoleReport.Table(
            FormattableString.Invariant($"{result.Models[0].Result.Scored.List.Pairs.Count} pairs"),
            [
                "model",
                "accuracy",
                "EER",
                "AUC",
                .. result.Fars.Select(far => FormattableString.Invariant($"TAR at FAR {far:0.########}"))],
            result.Models.Select(model => (IReadOnlyList<string>)
            [
                model.Name,
                model.Result.Rules is [var accuracy] ? FiguresTable.Percent(accuracy.Accuracy.Mean) : "",
                FiguresTable.Percent(model.Result.Summary.EqualErrorRate.Value),
                FiguresTable.Percent(model.Result.Summary.Auc.Value),
                .. model.Result.Summary.TrueAcceptRates.Select(rate => FiguresTable.Percent(rate.Tar.Value)),
            ]));
        foreach (var difference in result.Differences)
        {
            ConsoleReport.Table(
                $"{difference.Name} minus {result.Models[0].Name}, in points of a percent",
                ["figure", "difference", FiguresTable.IntervalHeading(difference.Auc.Difference), "p-value"],
                Rows(difference, result.Fars));
        }

        if (result.OverModels is { } over)
        {
            ConsoleReport.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Accuracy over the models: mean {100 * over.Mean:0.000} %, standard deviation (n) "
                + $"{100 * over.StandardDeviation:0.000} %, standard error {100 * over.StandardError:0.000} %"));
        }

        ReportOptions.Write(parsed, result);
    }

    private static List<(string Name, EmbeddingSet Embeddings)> Models(ParseResult parsed)
    {
        var (files, names, labels) = (
            parsed.GetValue(Embeddings)!, parsed.GetValue(Names) ?? [], parsed.GetValue(Labels) ?? []);
        if (names.Length > 1 && names.Length != files.Length)
        {
            throw new ArgumentException(
                $"--names must be one list for each of {files.Length} --embeddings, or one for all, but are "
                + $"{names.Length}.");
        }

        if (labels.Length > 0 && labels.Length != files.Length)
        {
            throw new ArgumentException(
                $"--labels must be one for each of {files.Length} --embeddings, but are {labels.Length}.");
        }

        return [.. files.Select((file, index) => (
            labels.Length > 0 ? labels[index] : Path.GetFileNameWithoutExtension(file.Name),
            FeatureFile.Read(
                file.FullName,
                EmbeddingOptions.IsMatrix(file) && names.Length > 0
                    ? names[names.Length == 1 ? 0 : index].FullName
                    : null)
                .Normalize()))];
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(ModelDifference difference, IReadOnlyList<double> fars)
    {
        if (difference.Accuracy is { } accuracy)
        {
            yield return Row("accuracy", accuracy);
        }

        yield return Row("equal error rate", difference.EqualErrorRate);
        yield return Row("area under the ROC curve", difference.Auc);
        foreach (var (far, rate) in fars.Zip(difference.TrueAcceptRates))
        {
            yield return Row(FormattableString.Invariant($"TAR at FAR {far:0.########}"), rate);
        }
    }

    private static IReadOnlyList<string> Row(string figure, PairedDifference difference) =>
    [
        figure,
        FormattableString.Invariant($"{100 * difference.Difference.Value:+0.00;-0.00;0.00}"),
        FiguresTable.Interval(difference.Difference),
        ReportCell.PValue(difference.PValue),
    ];
}
