using NormFace.Datasets;
using NormFace.Decoding;
using Xunit;

namespace NormFace;

public class ContactSheetTests
{
    [Fact]
    public void Pictures_stand_row_by_row()
    {
        var sheet = ContactSheet.Of([Grey(1), Grey(2), Grey(3)], columns: 2);

        Assert.Equal((4, 2), (sheet.Width, sheet.Height));
        Assert.Equal<byte>([1, 1, 2, 2, 3, 3, 0, 0], sheet.Rgb.ToArray().Where((_, index) => index % 3 == 0));
    }

    [Fact]
    public void A_PNG_gives_back_every_pixel()
    {
        var picture = new Picture(5, 3, [.. Enumerable.Range(0, 45).Select(value => (byte)(value * 5))]);

        var decoded = Picture.Decode(new StoredPicture(picture.ToPng()), "png");

        Assert.Equal((5, 3), (decoded.Width, decoded.Height));
        Assert.Equal(picture.Rgb, decoded.Rgb);
    }

    [Fact]
    public void Pixels_that_do_not_fill_the_size_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Picture(2, 2, new byte[11]).ToPng());
        Assert.Throws<ArgumentOutOfRangeException>(() => Grey(0).ToJpeg(0));
        Assert.Throws<ArgumentException>(() => ContactSheet.Of([], 1));
        Assert.Throws<ArgumentException>(() => ContactSheet.Of([Grey(1), new Picture(1, 1, new byte[3])], 1));
    }

    private static Picture Grey(byte value) => new(2, 1, [value, value, value, value, value, value]);
}
