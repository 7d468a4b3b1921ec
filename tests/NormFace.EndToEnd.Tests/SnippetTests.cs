using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace NormFace;

/// <summary>
/// Every C# block of README and documents, compiled as a reader would who pastes it, alone and whole, into
/// <c>Program.cs</c> of a fresh console project (implicit usings, nullable) that refers to our packages.
/// </summary>
public sealed partial class SnippetTests
{
    private const string Broken = "broken.md";

    private static readonly string[] Packages =
    [
        "NormFace.Core", "NormFace.Imaging", "NormFace.Evaluation", "NormFace.Faces", "NormFace.Torch", "TorchSharp",
        "SkiaSharp", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Options",
    ];

    // All snippets, and a page with one that is broken: what the compiler has to say of them.
    private static readonly Lazy<Task<string[]>> Errors = new(CompileAsync);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_snippet_of_README_and_documents_compiles_with_the_usings_it_shows()
    {
        var errors = await Errors.Value;

        string[] ours = [.. errors.Where(error => !error.Contains(Broken, StringComparison.Ordinal))];
        Assert.True(ours.Length == 0, string.Join('\n', ours));
    }

    [Fact]
    public async Task A_snippet_that_does_not_compile_is_named_with_its_page_and_line()
    {
        var errors = await Errors.Value;

        var error = Assert.Single(errors, error => error.Contains(Broken, StringComparison.Ordinal));
        Assert.Contains($"{Broken}(8,22): error CS0103", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_snippet_hides_behind_another_name_of_the_language() => Assert.All(
        CodeBlock.Pages(), page => Assert.DoesNotMatch("(?mi)^ *`{3,} *(cs|c#|c-sharp)$", File.ReadAllText(page)));

    // One project with a file a snippet; a project a snippet would take minutes.
    private static async Task<string[]> CompileAsync()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder[Broken],
            """
            ```csharp
            using NormFace.Recognition;

            using var embedder = FaceEmbedder.OpenDefault();
            ```

            ```csharp
            using var embedder = FaceEmbedder.OpenDefault();
            ```
            """,
            Cancellation);
        CodeBlock[] snippets =
            [.. CodeBlock.Pages().Append(folder[Broken]).SelectMany(page => CodeBlock.In(page, "csharp"))];
        foreach (var (index, snippet) in snippets.Index())
        {
            await File.WriteAllTextAsync(folder[$"Snippet{index}.cs"], Source(index, snippet), Cancellation);
        }

        var programs = Repository.Output("NormFace.Cli");
        var references = Packages.Select(package =>
            $"""<Reference Include="{Path.Combine(programs, package + ".dll")}" />""");
        await File.WriteAllTextAsync(
            folder["snippets.csproj"],
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RunAnalyzers>false</RunAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("", references)}
              </ItemGroup>
            </Project>
            """,
            Cancellation);
        var result = await (Command.Dotnet("build", "-v", "quiet", "-nologo") with { Folder = folder.Path })
            .RunAsync(Cancellation);
        return [.. result.Output.Split('\n').Where(line => Error().IsMatch(line)).Distinct()];
    }

    // Statements become the body of a method, types stay what they are; errors have the page's lines.
    private static string Source(int index, CodeBlock snippet)
    {
        var lines = snippet.Lines;
        var body = lines.TakeWhile(line => line.Length == 0 || UsingDirective().IsMatch(line)).Count();
        var types = lines.Index().Skip(body).Where(line => TypeDeclaration().IsMatch(line.Item))
            .Select(line => line.Index).FirstOrDefault(lines.Count);
        StringBuilder source = new();
        Append(0, body);
        source.Append($"#line hidden\nnamespace Snippets.Snippet{index};\n")
            .Append("internal static class Program\n{\ninternal static async Task Main()\n{\n");
        Append(body, types);
        source.Append("#line hidden\nawait Task.CompletedTask;\n}\n}\n");
        Append(types, lines.Count);
        return source.ToString();

        void Append(int start, int end)
        {
            source.Append($"#line {snippet.FirstLine + start} \"{snippet.Page}\"\n");
            foreach (var line in lines.Take(start..end))
            {
                source.Append(line).Append('\n');
            }
        }
    }

    [GeneratedRegex(@"^using (static |\w+ = )?[\w.]+;")]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"^(///|\[[A-Z]|(public|internal|sealed|abstract|partial|class|record|struct|interface|enum) )")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@": error \w+")]
    private static partial Regex Error();
}
