using Xunit;

namespace NormFace.Settings;

public class JsonTextTests
{
    [Theory]
    [InlineData("{\n \"a\": tru\n}", 2, "invalid JSON literal")]
    [InlineData("{\n\n a: 1\n}", 3, "invalid start of a property name")]
    [InlineData("{\n \"a\": 1 // first\n\n \"b\": 2\n}", 2, "',' or a closing bracket")]
    [InlineData("{\n \"a\": {\n  \"b\": 1\n }\n \"c\": 2\n}", 4, "',' or a closing bracket")]
    [InlineData("{\n \"a\": 1,\n \"b\": 2,\n \"a\": 3\n}", 4, "key 'a' a second time")]
    [InlineData("{\n \"x\": {\n  \"a\": 1,\n  \"\\u0061\": 3\n } }", 4, "key 'a' a second time")]
    [InlineData("{\n \"a\": \"\\ud800\"\n}", 2, "surrogate")]
    [InlineData("{\n \"\\udc00\": 1\n}", 2, "surrogate")]
    [InlineData("{\n \"a\": 1\n} x", 3, "after a single JSON value")]
    [InlineData("", 1, "does not contain any JSON")]
    public void An_error_names_the_line_to_mend(string text, int line, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => JsonText.ParseObject(text, "a.json"));

        Assert.StartsWith(FormattableString.Invariant($"a.json({line}): "), error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void What_is_no_object_is_refused(string text) => Assert.Contains(
        $"a.json: expected a JSON object {{ ... }}, found {text}",
        Assert.Throws<InvalidDataException>(() => JsonText.ParseObject(text, "a.json")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() => Assert.Equal(
        """{"a":[1,2]}""", JsonText.ParseObject("{ /* one */ \"a\": [1, 2,], // two\n}", "a.json").ToJsonString());
}
