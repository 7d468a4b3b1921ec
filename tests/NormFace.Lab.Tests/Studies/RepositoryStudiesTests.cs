using NormFace.Reference;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Studies;

public class RepositoryStudiesTests
{
    public static TheoryData<string> WithResults =>
        [
            .. Directory.GetDirectories(
                SharedData.InRepository("studies/results")).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(WithResults))]
    public void The_document_tells_of_each_study_what_its_results_hold(string name)
    {
        var study = StudyFile.Read(SharedData.InRepository($"studies/{name}.json"));
        var section = StudyReport.ToSection(study, Results(name)).ToMarkdown(level: 2);

        var isCard = name.StartsWith("shipped", StringComparison.Ordinal);
        var document = File.ReadAllText(
            SharedData.InRepository(isCard ? "models/README.md" : $"docs/results/studies/{name}.md"));

        // Written by 'normface reproduce ... --report-only --document docs/results/studies/NAME.md', or
        // models/README.md.
        Assert.Equal(MarkdownSection.Replaced(document, $"study {name}", section), document);
    }

    [Theory]
    [MemberData(nameof(WithResults))]
    public void Every_result_is_of_a_cell_that_the_study_has(string name)
    {
        var cells = StudyFile.Read(SharedData.InRepository($"studies/{name}.json"))
            .Cells()
            .Select(cell => cell.Id)
            .ToHashSet();

        Assert.All(
            Directory.GetFiles(SharedData.InRepository($"studies/results/{name}")),
            file => Assert.Contains(Path.GetFileNameWithoutExtension(file), cells));
    }

    [Theory]
    [MemberData(nameof(WithResults))]
    public void Every_result_is_of_the_recipe_that_the_study_has_today(string name)
    {
        var study = StudyFile.Read(SharedData.InRepository($"studies/{name}.json"));
        Assert.SkipUnless(
            study.StartPath is null || File.Exists(study.StartPath),
            $"{study.StartPath}, from which it starts, is not in the repository: 'normface import' or another study "
            + $"makes it.");

        var recipes = study.Cells().ToDictionary(
            cell => (cell.Row.Name, cell.Seed, cell.Fold), cell => CellRecipe.Sha256Of(study, cell));

        Assert.All(Results(name), result => Assert.Equal(
            recipes[(result.Row, result.Seed, study.IsInTurn ? result.Folds.Keys.Single() : null)],
            result.RecipeSha256));
    }

    private static CellResult[] Results(string name)
    {
        var folder = SharedData.InRepository($"studies/results/{name}");
        return [.. StudyFile.Read(SharedData.InRepository($"studies/{name}.json")).Cells()
            .Select(cell => Path.Combine(folder, cell.Id + ".json")).Where(File.Exists).Select(CellResultFile.Read)];
    }
}
