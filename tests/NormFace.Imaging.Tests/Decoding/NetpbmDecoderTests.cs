using System.Text;
using NormFace.Datasets;
using Xunit;

namespace NormFace.Decoding;

public class NetpbmDecoderTests
{
    // The example of the manual, pgm(5).
    private const string Feep = """
        P2
        # feep.pgm
        24 7
        15
        0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0
        0  3  3  3  3  0  0  7  7  7  7  0  0 11 11 11 11  0  0 15 15 15 15  0
        0  3  0  0  0  0  0  7  0  0  0  0  0 11  0  0  0  0  0 15  0  0 15  0
        0  3  3  3  0  0  0  7  7  7  0  0  0 11 11 11  0  0  0 15 15 15 15  0
        0  3  0  0  0  0  0  7  0  0  0  0  0 11  0  0  0  0  0 15  0  0  0  0
        0  3  0  0  0  0  0  7  7  7  7  0  0 11 11 11 11  0  0 15  0  0  0  0
        0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0
        """;

    [Fact]
    public void The_example_of_the_manual_is_read()
    {
        var picture = Decode(Feep);

        Assert.Equal((24, 7), (picture.Width, picture.Height));
        Assert.Equal<byte>([0, 51, 51, 51, 51, 0, 0, 119, 119], Greys(picture, row: 1)[..9]); // 3/15, 7/15 of 255
        Assert.Equal<byte>([187, 0, 0, 0, 0, 0, 255, 0], Greys(picture, row: 4)[13..21]); // 11/15, 15/15
    }

    [Fact]
    public void Colours_as_text_are_read_whatever_white_space_and_comments_stand_between()
    {
        // The example of the manual, ppm(5), on other lines.
        var picture = Decode(
            "P3 # width\r\n3\t2 # height\n255\n255 0 0  0 255 0\n0 0 255# blue\n255 255 0 255 255 255\n0 0 0");

        Assert.Equal<byte>([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0, 255, 255, 255, 0, 0, 0], picture.Rgb);
    }

    [Fact]
    public void Bytes_are_read_grey_and_in_colour()
    {
        Assert.Equal<byte>([7, 7, 7, 200, 200, 200], Decode("P5\n2 1\n255\n", 7, 200).Rgb);
        // a line feed, a # and a space are values there
        Assert.Equal<byte>([1, 2, 3, 10, 35, 32], Decode("P6 2 1 255\n", 1, 2, 3, 10, 35, 32).Rgb);
    }

    [Fact]
    public void Sixteen_bits_are_scaled_to_eight_the_high_byte_first() =>
        Assert.Equal<byte>(
            [0, 0, 0, 128, 128, 128, 255, 255, 255],
            Decode("P5 3 1 65535\n", 0x00, 0x00, 0x80, 0x80, 0xFF, 0xFF).Rgb);

    [Theory]
    [InlineData("P5 2", "truncated before the height")]
    [InlineData("P5 2 x 255\n", "the height must be a number")]
    [InlineData("P5 2 -1 255\n", "the height must be a number")]
    [InlineData("P5 0 1 255\n", "claims 0x1 pixels")]
    [InlineData("P5 2 1 0\n", "largest value must lie in [1, 65535], but is 0")]
    [InlineData("P5 2 1 65536\n", "largest value must lie in [1, 65535], but is 65536")]
    [InlineData("P5 99999999999 1 255\n", "the width is too large")]
    [InlineData("P5 2 1 255\nx", "truncated: it claims 2x1 pixels in 12 bytes")]
    [InlineData("P5 2 1 255", "truncated: it claims 2x1 pixels in 10 bytes")]
    [InlineData("P5 2 1 255xyz", "white space must follow")]
    [InlineData("P6 20000 20000 255\n", "claims 20000x20000 pixels; at most 100000000 are accepted")]
    [InlineData("P3 9000 9000 255\n1 2 3", "truncated: it claims 9000x9000 pixels")]
    [InlineData("P2 2 1 255\n7", "truncated")]
    [InlineData("P2 2 1 15\n7 16", "a value must be at most 15, but is 16")]
    [InlineData("P2 2 1 15\n7 # all", "truncated before a value")]
    public void What_is_damaged_is_said(string file, string reason) =>
        Assert.Contains(reason, Assert.Throws<PictureException>(() => Decode(file)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("II*\0", "a TIFF file")]
    [InlineData("MM\0*", "a TIFF file")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "a HEIC file")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", "a HEIC file")]
    [InlineData("\0\0\0\u001cftypavif\0\0\0\0mif1avifmiaf", "an AVIF file")]
    [InlineData("\0\0\0\u001cftypmif1\0\0\0\0avifmif1miaf", "an AVIF file")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\u0002\0isommp41", "a video file")]
    [InlineData("%PDF-1.7\n", "a PDF file")]
    public void A_format_that_is_not_read_is_named_with_what_to_do(string file, string named)
    {
        var error = Assert.Throws<PictureException>(() => Decode(file + new string('\0', 64)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("Convert it to JPEG or PNG first", error.Message, StringComparison.Ordinal);
    }

    private static Picture Decode(string header, params byte[] values) =>
        Picture.Decode(new StoredPicture((byte[])[.. Encoding.Latin1.GetBytes(header), .. values]), "face.pgm");

    private static byte[] Greys(Picture picture, int row) =>
    [
        .. picture.Rgb.Slice(3 * row * picture.Width, 3 * picture.Width).ToArray()
            .Where((_, index) => index % 3 == 0),
    ];
}
