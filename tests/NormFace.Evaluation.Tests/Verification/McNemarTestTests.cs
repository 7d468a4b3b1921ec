using System.Text.Json;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Verification;

public class McNemarTestTests
{
    [Fact]
    public void The_chance_is_that_of_SciPy()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.InRepository("tests/golden/calibration.json")));

        foreach (var row in file.RootElement.GetProperty("mcNemar").EnumerateArray())
        {
            var expected = row.GetProperty("p").GetDouble();
            Assert.Equal(
                expected,
                McNemarTest.PValue(row.GetProperty("first").GetInt64(), row.GetProperty("second").GetInt64()),
                1e-10 * expected);
        }
    }

    [Fact]
    public void Five_to_nothing_is_two_in_thirty_two() => Assert.Equal(2 / 32.0, McNemarTest.PValue(5, 0), 1e-15);

    [Fact]
    public void Negative_counts_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemarTest.PValue(1, -1));
}
