using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Reports;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options for the files that an evaluation writes.</summary>
internal static class ReportOptions
{
    private static readonly OutputFile Markdown = new("--markdown")
    {
        Description = "The report as a Markdown file.",
    };

    private static readonly OutputFile Html = new("--html")
    {
        Description = "The report as one self-contained HTML page.",
    };

    private static readonly Option<DirectoryInfo?> Curves = new("--curves")
    {
        Description = "Folder for the curves as CSV (ROC, DET and histogram of scores; CMC; errors by condition); "
            + "created if missing.",
    };

    private static readonly Option<string?> PicturesOption = new("--" + PicturesArgument.Name)
    {
        Description = PicturesArgument.Description
            + " For the hardest pairs of the HTML page, by the paths of --names.",
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { JsonOutput.Option, Markdown, Html, Curves, PicturesOption })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Writes the files that were asked for, and says which.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="result">The result.</param>
    /// <param name="addition">What the report has besides; null for nothing.</param>
    public static void Write(ParseResult parsed, EvaluationResult result, ReportAddition? addition = null)
    {
        List<string> written = [];
        var json = result.ToJson();
        using ReportPictures pictures = new(parsed.GetValue(PicturesOption));
        var page = result.ToPage(pictures.Png) with { Origin = [.. Origin(parsed)] };
        if (addition is not null)
        {
            json[addition.JsonName] = addition.ToJson();
            page = page.Add(addition);
        }

        JsonOutput.Write(parsed, json);
        if (parsed.GetValue(Markdown) is { } markdown)
        {
            page.WriteMarkdown(markdown.FullName);
            written.Add(markdown.ToString());
        }

        if (parsed.GetValue(Html) is { } html)
        {
            page.WriteHtml(html.FullName);
            written.Add(html.ToString());
        }

        if (parsed.GetValue(Curves) is { } folder)
        {
            string[] curves =
                [.. result.WriteCurves(folder.FullName), .. addition?.WriteTables(folder.FullName) ?? []];
            written.AddRange(curves.Length > 0 ? [Path.Combine(folder.ToString(), string.Join(", ", curves))] : []);
        }

        if (written.Count > 0)
        {
            ConsoleReport.Note($"Written: {string.Join(", ", written)}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Origin(ParseResult parsed)
    {
        yield return new("command", "normface " + string.Join(' ', parsed.Tokens.Select(token => token.Value)));
        yield return new("version", typeof(ReportOptions).Assembly.GetName().Version?.ToString(3) ?? "");
    }
}
