using System.Text.RegularExpressions;
using Xunit;

namespace NormFace;

public partial class DocumentationTests
{
    [Fact]
    public void Every_equation_the_code_refers_to_is_in_the_mathematics()
    {
        var math = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "math.md"));
        var references = Sources()
            .SelectMany(file => MathReference().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .ToArray();

        Assert.NotEmpty(references);
        Assert.All(references, anchor => Assert.Contains($"<a id=\"{anchor}\"></a>", math, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_section_of_the_mathematics_is_referred_to_from_code()
    {
        var sources = string.Concat(Sources().Select(File.ReadAllText));
        var anchors = Anchor()
            .Matches(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "math.md")))
            .Select(match => match.Groups[1].Value);

        Assert.All(anchors, anchor => Assert.Matches($"math\\.md#{anchor}\\b", sources));
    }

    [Fact]
    public void Every_link_between_our_files_leads_somewhere()
    {
        foreach (var file in Directory.GetFiles(Repository.Root, "*.md").Concat(
            Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(file)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                {
                    var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, target);
                    Assert.True(
                        File.Exists(path) || Directory.Exists(path), $"{file} links to {target}, which is not there.");
                }
            }
        }
    }

    [Fact]
    public async Task Tables_of_settings_losses_networks_and_data_sets_are_those_of_the_code()
    {
        var result = await Command.NormFace("docs", Repository.Root, "--check")
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Theory]
    [InlineData("Core")]
    [InlineData("Imaging")]
    [InlineData("Evaluation")]
    [InlineData("Faces")]
    [InlineData("Torch")]
    public void Every_public_type_is_listed_with_a_reason(string project)
    {
        var document = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "public-surface.md"));
        var surface = File.ReadLines(System.IO.Path.Combine(
            Repository.Root, "src", $"NormFace.{project}", "PublicAPI.Unshipped.txt"));
        string[] types =
        [
            .. surface.Select(line => PublicType().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups[1].Value).Distinct(),
        ];

        Assert.Contains($"## NormFace.{project} ({types.Length})", document, StringComparison.Ordinal);
        Assert.All(types, type => Assert.Contains($"`{type}`", document, StringComparison.Ordinal));
    }

    private static string[] Sources() =>
        Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"docs/math\.md#([a-z0-9-]*[a-z0-9])")]
    private static partial Regex MathReference();

    // A line without a member: NormFace.Losses.ArcFaceLoss, NormFace.Settings.Catalogue<T>
    [GeneratedRegex(@"^NormFace(?:\.[A-Za-z]+)*\.([A-Za-z0-9]+)(?:<[A-Za-z, ]+>)?$")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"<a id=""([a-z0-9-]+)""></a>")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
