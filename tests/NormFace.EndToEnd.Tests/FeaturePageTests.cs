using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace NormFace;

/// <summary>The page "Training on features", walked through line by line.</summary>
public sealed partial class FeaturePageTests : IDisposable
{
    // Builds, and is run by its program here.
    private const string Sample = "dotnet run -c Release --project samples -- ";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "features.md");

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_line_of_the_page_works_in_its_order_and_prints_its_figures()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses bash.");
        File.CreateSymbolicLink(folder["recipes"], Path.Combine(Repository.Root, "recipes"));
        var samples = Path.Combine(Repository.Output("NormFace.Samples"), "NormFace.Samples.dll");
        var (outputs, lines) = (new List<string>(), new List<string>());
        foreach (var block in CodeBlock.In(Page, "sh"))
        {
            foreach (var line in block.Commands())
            {
                var run = line.Replace(Sample, $"dotnet {samples} ", StringComparison.Ordinal);
                var result = await ShellBlock.RunAsync(run, folder, Cancellation);
                Assert.True(result.ExitCode == 0, $"{Page}({block.FirstLine}), {line}: {result}");
                lines.Add(line);
                if (line.Contains("all-pairs", StringComparison.Ordinal))
                {
                    outputs.Add(result.Output);
                }
            }
        }

        Assert.Contains(lines, line => line.StartsWith(Sample, StringComparison.Ordinal));
        var shown = CodeBlock.In(Page, "text").Select(block => ErrorIn(string.Join('\n', block.Lines))).ToArray();
        var found = outputs.Select(ErrorIn).ToArray();
        Assert.Equal(2, shown.Length);
        Assert.Equal(shown[0], found[0], 0.01); // drawn numbers
        Assert.Equal(shown[1], found[1], 0.5); // training differs by processor and precision
    }

    [Fact]
    public void The_recipe_of_the_page_is_that_of_the_repository()
    {
        var text = string.Join('\n', CodeBlock.In(Page, "json").Single().Lines);
        var file = Read(File.ReadAllText(Path.Combine(Repository.Root, "recipes", "speakers.json")));
        foreach (var key in new[] { "about", "licence" })
        {
            file.Remove(key);
        }

        file["run"]!.AsObject().Remove("logEvery");
        Assert.True(JsonNode.DeepEquals(file, Read(text)));

        static JsonObject Read(string json) => JsonNode.Parse(
            json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
    }

    private static double ErrorIn(string table) =>
        double.Parse(EqualErrorRate().Match(table).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"equal error rate +([0-9.]+) %")]
    private static partial Regex EqualErrorRate();
}
