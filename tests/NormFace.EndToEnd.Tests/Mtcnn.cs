using NormFace.TestKit;
using Xunit;

namespace NormFace;

/// <summary>MTCNN's weights, which lie beside the repository.</summary>
internal static class Mtcnn
{
    /// <summary>Their folder; the test is skipped where they are missing.</summary>
    public static string Folder
    {
        get
        {
            var path = SharedData.Find("data/mtcnn/caffe");
            Assert.SkipWhen(path is null, "The detector's weights are not beside the repository.");
            return path!;
        }
    }
}
