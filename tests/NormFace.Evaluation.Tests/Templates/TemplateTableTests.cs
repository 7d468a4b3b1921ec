using Xunit;

namespace NormFace.Templates;

public class TemplateTableTests
{
    [Fact]
    public void A_table_with_subjects_names_templates_after_them()
    {
        var table = Read("template_id,subject_id,media_id,path,weight\n12,ann,3,img/1.jpg,0.5\n12,ann,,img/2.jpg,1\n");

        Assert.Equal(
            [
                new TemplateMember("ann/12", "img/1.jpg", "3", 0.5, 2),
                new TemplateMember("ann/12", "img/2.jpg", "", 1, 3)],
            table.Members);
    }

    [Fact]
    public void Without_subjects_the_folder_of_the_pictures_is_the_identity() =>
        Assert.Equal(
            ["ann/12", "bob/x"],
            Read("template\tpicture\n12\tann/1.jpg\nbob/x\tweb/2.jpg\n").Members.Select(member => member.Template));

    [Theory]
    [InlineData(
        "template,picture\n1,ann/1.jpg\n1,bob/1.jpg\n",
        "(3): expected template '1' to show 'ann' as above, found 'bob'")]
    [InlineData("template,picture,subject\n1,a.jpg,ann\n1,b.jpg,bob\n", "(3): expected template '1' to show 'ann'")]
    [InlineData("template,picture\n1,ann/1.jpg\n1,ann/1.jpg\n", "(3): expected every picture once in a template")]
    [InlineData("template,picture,weight\n1,ann/1.jpg,-1\n", "(2): expected a finite weight of at least 0, found '-1'")]
    [InlineData("template,picture,weight\n1,ann/1.jpg,heavy\n", "found 'heavy'")]
    [InlineData("template,picture\n1,\n", "(2): expected the path of a picture")]
    [InlineData("template,picture\n1,a.jpg\n", "(2): expected a column 'subject', or the folder of a person")]
    [InlineData("template,frame\n1,a.jpg\n", "(1): expected a column 'picture'")]
    [InlineData("template,picture\n", "found no row")]
    public void A_wrong_table_is_refused_with_file_and_line(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(text));

        Assert.Contains("templates.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static TemplateTable Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["templates.csv"], text);
        return TemplateTable.Read(folder["templates.csv"]);
    }
}
