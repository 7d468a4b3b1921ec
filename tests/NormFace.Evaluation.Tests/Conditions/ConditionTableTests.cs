using Xunit;

namespace NormFace.Conditions;

public class ConditionTableTests
{
    [Fact]
    public void Columns_are_numbers_or_groups_and_what_is_missing_is_not_known()
    {
        var table = Read("name;sharpness;camera;age", "p/1.jpg;0.25;door;", "p/2.jpg;;;31", "q/1.jpg;1e-3;gate;7");

        var (columns, missing, unknown) = table.Over(["q/1.jpg", "p/2.jpg", "p/1.jpg"]);

        Assert.Equal(["sharpness", "camera", "age"], columns.Select(column => column.Name));
        Assert.Equal([0.001, double.NaN, 0.25], columns[0].Numbers);
        Assert.Equal(["gate", null, "door"], columns[1].Groups);
        Assert.Equal([7, 31, double.NaN], columns[2].Numbers);
        Assert.Equal((0, null), (missing, unknown));
    }

    [Fact]
    public void A_picture_is_found_by_its_name_with_another_extension_unless_two_share_it()
    {
        var table = Read("name,x", "p/1.jpg,1", "p/2.jpg,2", "p/2.png,3", "p/3.jpg,4");

        var (columns, missing, unknown) = table.Over(["p/1.png", "p/2.webp", "p/2.png", "q/9.png"]);

        Assert.Equal([1, double.NaN, 3, double.NaN], columns[0].Numbers);
        Assert.Equal(2, missing);
        Assert.Contains("2 of 4 rows", unknown!, StringComparison.Ordinal);
        Assert.Contains("'p/2.jpg' (line 3), 'p/3.jpg' (line 5)", unknown!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sharpness", "smaller")]
    [InlineData("BLUR", "larger")]
    [InlineData("yaw", "magnitude,difference")]
    [InlineData("age", "difference")]
    [InlineData("light", "smaller,difference")]
    [InlineData("light:larger", "larger")]
    [InlineData("light: Magnitude", "magnitude")]
    [InlineData("age:group", "group")]
    public void A_heading_says_how_the_condition_of_a_pair_comes_from_both_pictures(string heading, string rules) =>
        Assert.Equal(
            rules, string.Join(',', Read($"name,{heading}", "p/1.jpg,1").Columns[0].Rules.Select(PairRules.Word)));

    [Theory]
    [InlineData("(3): expected one row for each picture, but line 2 has the same picture, found 'p/1.jpg'",
        "name,x", "p/1.jpg,1", "p/1.jpg,2")]
    [InlineData("(2): expected the name of a picture", "name,x", ",1")]
    [InlineData("(3): expected a finite number in the column 'x'", "name,x", "p/1.jpg,1", "p/2.jpg,wide")]
    [InlineData("(2): expected a finite number in the column 'yaw'", "name,yaw", "p/1.jpg,left")]
    [InlineData("(2): expected a finite number in the column 'age'", "name,age", "p/1.jpg,NaN")]
    [InlineData("(2): expected a finite number in the column 'age'", "name,age", "p/1.jpg,∞")]
    [InlineData("(2): expected a finite number in the column 'x'", "name,x:difference", "p/1.jpg,1e999")]
    [InlineData("(1): expected one of smaller, larger, magnitude, difference, group behind the colon",
        "name,x:worse", "p/1.jpg,1")]
    [InlineData("(1): expected every column once, found 'X' again", "name,x,X", "p/1.jpg,1,2")]
    [InlineData("(1): expected a name for every column, found none for column 1", ",name", "0,p/1.jpg")]
    [InlineData("(1): expected at least one condition beside the column 'name'", "name", "p/1.jpg")]
    [InlineData("(1): expected a column 'name' or", "who,x", "p/1.jpg,1")]
    [InlineData("(3): expected 2 fields", "name,x", "p/1.jpg,1", "p/2.jpg,1,2")]
    public void A_table_of_another_form_is_refused_by_file_and_line(string expected, params string[] lines)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(lines));

        Assert.Contains("table.csv" + expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_other_pictures_is_refused_with_a_name_of_each()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("name,x", "p/1.jpg,1").Over(["faces/p/1.jpg"]));

        Assert.Contains("'faces/p/1.jpg'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'p/1.jpg'", error.Message, StringComparison.Ordinal);
    }

    private static ConditionTable Read(params string[] lines)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["table.csv"], lines);
        return ConditionTable.Read(folder["table.csv"]);
    }
}
