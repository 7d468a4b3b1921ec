using System.Text.RegularExpressions;
using NormFace.Reports;
using NormFace.Verification;
using Xunit;

namespace NormFace.Demonstration;

public partial class DemoReportTests
{
    [Fact]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        var html = Page(Runs).ToHtml();

        Assert.All(
            Reference().Matches(html),
            match => Assert.StartsWith("data:image/png;base64,", match.Groups[1].Value, StringComparison.Ordinal));
        Assert.NotEmpty(Reference().Matches(html));
        Assert.All(
            ["<script", "http:", "https:", "//www", "url(", "@import", "onload"],
            word => Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_element_is_closed_and_every_attribute_quoted()
    {
        var html = Page(Runs).ToHtml();

        var page = StrictReader.Read(html);

        Assert.Equal("html", page.Root!.Name.LocalName);
        Assert.Equal(2, page.Descendants("tbody").Single().Elements("tr").Count());
        Assert.Equal(
            2 + 1, page.Descendants("h2").Count(title => title.Value is "Training" or "Scores" or "How to read this"));
    }

    [Fact]
    public void The_table_holds_figure_and_interval()
    {
        var html = Page(Runs).ToHtml();

        Assert.Contains("<td>5.00 %<small>3.00 – 8.00</small></td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>0.9900<small>0.9800 – 0.9950</small></td>", html, StringComparison.Ordinal);
        Assert.Contains("TAR at FAR<br>0.1 %", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_become_markup()
    {
        var html = (Page(Runs, "<b>&\"") with { Origin = [new("command", "normface demo > \"x\" && <script>")] })
            .ToHtml();

        Assert.Contains("<title>&lt;b&gt;&amp;&quot;</title>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("a &lt;i&gt; head", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diverged_run_gives_a_page_and_no_broken_drawing()
    {
        var run = Run("lost") with
        {
            Curve = [new(1, double.NaN), new(2, double.PositiveInfinity) { Floor = 0, Scale = double.NaN }],
        };
        run = run with
        {
            Summary = run.Summary with { Scores = new ScoreSet([0, 0], [0, 0, double.NegativeInfinity]) },
        };

        var html = Page([run]).ToHtml();

        Assert.All(Drawing().Matches(html), match => Assert.DoesNotMatch("NaN|Infinity|∞", match.Value));
        Assert.NotEmpty(Drawing().Matches(html));
    }

    [Fact]
    public void A_written_report_replaces_the_one_before_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder["report.html"];
        File.WriteAllText(path, "old");

        Page(Runs).WriteHtml(path);

        Assert.Equal(Page(Runs).ToHtml(), File.ReadAllText(path));
        Assert.Equal(["report.html"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    private static IReadOnlyList<DemoRun> Runs => [Run("a <i> head"), Run("raw") with { Curve = [] }];

    private static ReportPage Page(IReadOnlyList<DemoRun> runs, string title = "Demo") =>
        new DemoReport(runs, ["1/a.png", "1/b.png"], row => new byte[] { (byte)row })
            .ToPage(title, "What was done.", (new byte[] { 1, 2, 3 }, "faces"))
        with
        { Origin = [new("seed", "1")] };

    private static DemoRun Run(string name) => new(
        name,
        [
            new(1, 3) { Floor = 0.5, Scale = 10, OwnCosine = 0.1, HardestCosine = 0.2 },
            new(2, 1) { Floor = 0.4, EqualErrorRate = 0.05 }],
        new VerificationSummary(
            new(0.05, 0.03, 0.08, 0.95),
            new(0.99, 0.98, 0.995, 0.95),
            [new(0.001, new(0.8, 0.7, 0.9, 0.95), 0.6)],
            3,
            3,
            3)
        {
            Scores = new ScoreSet([0.9, 0.4, 0.6], [0.1, 0.5, -0.3]),
        })
    {
        HardestGenuine = [new RowPair(0, 1, 0.1f)],
    };

    [GeneratedRegex("(?:src|href)=\"([^\"]*)")]
    private static partial Regex Reference();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
