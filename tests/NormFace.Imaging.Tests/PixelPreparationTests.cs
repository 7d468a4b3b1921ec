using NormFace.Datasets;
using NormFace.Pictures;
using NormFace.Preparation;
using Xunit;

namespace NormFace;

public class PixelPreparationTests
{
    [Fact]
    public void Halving_a_picture_averages_four_pixels()
    {
        var contract = new PixelContract(1, 1, ChannelOrder.Rgb, 0, 1, "none", PictureCrop.Whole(2, 2));
        byte[] rgb = [0, 10, 20, 4, 10, 20, 8, 10, 20, 12, 10, 20];
        var prepared = new byte[3];

        new PixelPreparation(contract).Prepare(new StoredPicture(rgb, 2, 2, 3), "four", prepared);

        Assert.Equal<byte>([6, 10, 20], prepared);
    }
}
