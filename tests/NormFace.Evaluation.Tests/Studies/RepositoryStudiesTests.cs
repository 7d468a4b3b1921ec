using NormFace.Reports;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Studies;

public class RepositoryStudiesTests
{
    private static readonly string Document = SharedData.InRepository("docs/results.md");

    public static TheoryData<string> WithResults =>
        [.. Directory.GetDirectories(SharedData.InRepository("studies/results")).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(WithResults))]
    public void The_document_tells_of_each_study_what_its_results_hold(string name)
    {
        var study = StudyFile.Read(SharedData.InRepository($"studies/{name}.json"));
        var section = MarkdownPage.ToMarkdown(StudyReport.ToSection(study, Results(name)), level: 2);

        var document = File.ReadAllText(Document);

        // Written anew by 'normface reproduce ... --report-only --document docs/results.md'.
        Assert.Equal(MarkdownSection.Replaced(document, $"study {name}", section), document);
    }

    [Theory]
    [MemberData(nameof(WithResults))]
    public void Every_result_is_of_a_cell_that_the_study_has(string name)
    {
        var cells = StudyFile.Read(SharedData.InRepository($"studies/{name}.json")).Cells().Select(cell => cell.Id).ToHashSet();

        Assert.All(Directory.GetFiles(SharedData.InRepository($"studies/results/{name}")), file => Assert.Contains(Path.GetFileNameWithoutExtension(file), cells));
    }

    private static CellResult[] Results(string name)
    {
        var folder = SharedData.InRepository($"studies/results/{name}");
        return [.. StudyFile.Read(SharedData.InRepository($"studies/{name}.json")).Cells()
            .Select(cell => Path.Combine(folder, cell.Id + ".json")).Where(File.Exists).Select(CellResultFile.Read)];
    }
}
