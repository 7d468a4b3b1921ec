using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Pictures;
using Xunit;

namespace NormFace.Recognition;

public class PhotographPreparationTests
{
    private static readonly PixelContract Contract = new(48, 56, ChannelOrder.Rgb, 127.5, 1 / 128.0, "five-point-96x112", PictureCrop.Whole(96, 112));

    // Else one such picture would end a run over thousands.
    [Fact]
    public void Points_that_make_no_face_are_a_fault_of_their_picture()
    {
        using var detector = new Fixed();
        var preparation = new PhotographPreparation(detector, Contract);

        var error = Assert.Throws<PictureException>(() => preparation.Prepare(
            new StoredPicture(PictureEncoder.Png(new Picture(64, 64, new byte[3 * 64 * 64]))), "a.png", new byte[Contract.ByteCount]));

        Assert.Contains("a.png", error.Message, StringComparison.Ordinal);
    }

    private sealed class Fixed() : FaceDetector("fixed")
    {
        protected override IReadOnlyList<IReadOnlyList<DetectedFace>> Find(IReadOnlyList<Picture> pictures)
        {
            PixelPoint same = new(10, 10);
            return [.. pictures.Select(_ => (IReadOnlyList<DetectedFace>)[new DetectedFace(default, new FivePoints(same, same, same, same, same), 1)])];
        }

        protected override void Dispose(bool isDisposing)
        {
        }
    }
}
