using Xunit;

namespace NormFace.Storage;

public class TextTableTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-x.jpg", "'-x.jpg")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'=x", "''=x")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("+3", "+3")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("a=b", "a=b")]
    public void A_field_is_no_formula_and_is_read_back_as_it_was(string text, string written)
    {
        var path = Path.GetTempFileName();

        Assert.Equal(written, TextTable.Quoted(text));
        File.WriteAllText(path, $"name,number\n{TextTable.Quoted(text)},1\n");

        Assert.Equal(text, TextTable.Read(path).Rows[0].Fields[0]);
        File.Delete(path);
    }
}
