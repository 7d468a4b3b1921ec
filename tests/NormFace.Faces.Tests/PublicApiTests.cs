using NormFace.Recognition;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_agreed_on() =>
        PublicApi.Matches(typeof(FaceEmbedder).Assembly, SharedData.InRepository("tests/NormFace.Faces.Tests/PublicApi/NormFace.Faces.txt"));
}
