using System.CommandLine;
using System.Text.Json.Nodes;
using NormFace.Cli.Output;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options for the files that an evaluation writes.</summary>
internal static class ReportOptions
{
    private static readonly OutputFile Json = new("--json") { Description = "File for all figures as JSON; docs/evaluation.md describes it." };

    private static readonly OutputFile Markdown = new("--markdown") { Description = "File for the report as Markdown." };

    private static readonly OutputFile Html = new("--html") { Description = "File for the report as one self-contained HTML page." };

    private static readonly Option<DirectoryInfo?> Curves = new("--curves") { Description = "Folder for the curves (ROC, DET and histogram of scores; CMC) as CSV." };

    private static readonly Option<string?> PicturesOption = new("--pictures")
    {
        Description = "Pictures for the hardest pairs of the HTML page: a folder, .zip, .tar, ... with the paths of --names.",
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { Json, Markdown, Html, Curves, PicturesOption })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Opens the pictures that the page may show; shows none where none were named.</summary>
    public static ReportPictures Pictures(ParseResult parsed) => new(parsed.GetValue(PicturesOption));

    /// <summary>Writes the files that were asked for, and says which. Of a set too coarse for a histogram, one is given.</summary>
    public static void Write(ParseResult parsed, JsonObject json, ReportPage page, ScoreSet scores, ScoreHistogram? histogram = null) =>
        Write(parsed, json, page, CurvesOf(scores, histogram));

    /// <summary>The curves of scores. Of a set too coarse for a histogram, one is given.</summary>
    public static IReadOnlyList<CurveFile> CurvesOf(ScoreSet scores, ScoreHistogram? histogram = null) =>
    [
        new("roc.csv", path => CurveCsv.WriteRoc(RocCurve.Of(scores), path)),
        new("det.csv", path => CurveCsv.WriteDet(RocCurve.Of(scores), path)),
        new("histogram.csv", path => CurveCsv.WriteHistogram(histogram ?? ScoreHistogram.Of(scores), path)),
    ];

    /// <summary>Writes the files that were asked for, with these curves, and says which.</summary>
    public static void Write(ParseResult parsed, JsonObject json, ReportPage page, IReadOnlyList<CurveFile> curves)
    {
        List<string> written = [];
        if (parsed.GetValue(Json) is { } jsonFile)
        {
            EvaluationJson.Write(jsonFile.FullName, json);
            written.Add(jsonFile.ToString());
        }

        var signed = page with { Origin = [.. page.Origin, .. Origin(parsed)] };
        if (parsed.GetValue(Markdown) is { } markdown)
        {
            MarkdownPage.Write(signed, markdown.FullName);
            written.Add(markdown.ToString());
        }

        if (parsed.GetValue(Html) is { } html)
        {
            HtmlPage.Write(signed, html.FullName);
            written.Add(html.ToString());
        }

        if (parsed.GetValue(Curves) is { } folder && curves.Count > 0)
        {
            folder.Create();
            foreach (var curve in curves)
            {
                curve.Write(Path.Combine(folder.FullName, curve.Name));
            }

            written.Add(Path.Combine(folder.ToString(), string.Join(", ", curves.Select(curve => curve.Name))));
        }

        if (written.Count > 0)
        {
            ConsoleReport.Line($"Written: {string.Join(", ", written)}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Origin(ParseResult parsed)
    {
        yield return new("command", "normface " + string.Join(' ', parsed.Tokens.Select(token => token.Value)));
        yield return new("version", typeof(ReportOptions).Assembly.GetName().Version?.ToString(3) ?? "");
    }
}
