using Xunit;

namespace NormFace.Settings;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("same", "same", 0)]
    public void Edit_distances_are_those_counted_by_hand(string word, string known, int distance) =>
        Assert.Equal(distance, EditDistance.Between(word, known));
}
