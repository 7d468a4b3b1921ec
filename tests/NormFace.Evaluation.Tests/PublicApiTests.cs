using NormFace.TestKit;
using NormFace.Verification;
using Xunit;

namespace NormFace;

public class PublicApiTests
{
    [Fact]
    public void The_surface_of_Evaluation_is_the_snapshot() => PublicApi.Matches(
        typeof(ScoreSet).Assembly, SharedData.InRepository("tests/NormFace.Evaluation.Tests/PublicApi/NormFace.Evaluation.txt"));
}
