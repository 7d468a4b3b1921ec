using NormFace.Datasets;
using NormFace.Pictures;
using SkiaSharp;
using Xunit;

namespace NormFace.Decoding;

public class PictureTests
{
    // Two columns and two rows: red, green; blue, (10, 20, 30).
    private static readonly byte[] Rgb = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ChannelOrder.Rgb, new byte[] { 255, 0, 0, 0, 255, 0, 9, 9, 0, 0, 255, 10, 20, 30 }, 8)]
    [InlineData(ChannelOrder.Bgr, new byte[] { 0, 0, 255, 0, 255, 0, 255, 0, 0, 30, 20, 10 }, 6)]
    public void Raw_pixels_are_copied_row_by_row_whatever_their_stride_and_order(
        ChannelOrder order, byte[] pixels, int stride)
    {
        var picture = Picture.FromPixels(pixels, 2, 2, stride, order);
        Array.Clear(pixels); // the caller's memory stays the caller's

        Assert.Equal((2, 2), (picture.Width, picture.Height));
        Assert.Equal(Rgb, picture.Rgb.ToArray());
    }

    [Fact]
    public void A_grey_pixel_becomes_three_equal_numbers() => Assert.Equal<byte>(
        [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4],
        Picture.FromPixels([1, 2, 0, 3, 4], 2, 2, stride: 3, ChannelOrder.Grey).Rgb.ToArray());

    [Fact]
    public void Pixels_that_do_not_fill_the_size_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Picture(2, 2, new byte[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(0, 2, []));
        Assert.Throws<ArgumentException>(() => new Picture(100_000, 100_000, []));
        Assert.Contains(
            "2 rows",
            Assert.Throws<ArgumentException>(() => Picture.FromPixels(Rgb, 2, 2, 7)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Picture.FromPixels(Rgb, 2, 2, stride: 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(2, 2, Rgb).ToJpeg(0));
    }

    [Theory]
    [InlineData(SKColorType.Rgba8888), InlineData(SKColorType.Bgra8888), InlineData(SKColorType.RgbaF16)]
    public void A_bitmap_of_any_colour_type_is_copied(SKColorType type)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(2, 2, type, SKAlphaType.Premul));
        bitmap.SetPixel(0, 0, new SKColor(255, 0, 0));
        bitmap.SetPixel(1, 0, new SKColor(0, 255, 0));
        bitmap.SetPixel(0, 1, new SKColor(0, 0, 255));
        bitmap.SetPixel(1, 1, new SKColor(10, 20, 30));

        var picture = Picture.FromBitmap(bitmap);
        bitmap.Erase(SKColors.White);

        Assert.Equal(Rgb, picture.Rgb.ToArray());
    }

    [Fact]
    public void What_is_transparent_in_a_bitmap_lies_over_black()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(1, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(200, 100, 0, 128));

        Assert.Equal<byte>([100, 50, 0], Picture.FromBitmap(bitmap).Rgb.ToArray());
    }

    [Fact]
    public void A_bitmap_and_a_PNG_give_back_every_pixel()
    {
        var picture = new Picture(5, 3, [.. Enumerable.Range(0, 45).Select(value => (byte)(value * 5))]);
        using var bitmap = picture.ToBitmap();

        Assert.Equal(picture.Rgb, Picture.FromBitmap(bitmap).Rgb);
        Assert.Equal(picture.Rgb, Picture.Decode(new StoredPicture(picture.ToPng()), "png").Rgb);
    }

    [Fact]
    public async Task A_file_a_stream_and_bytes_give_one_picture()
    {
        using var folder = new TemporaryFolder();
        var file = EncodedPictures.Smooth(20, 10, 1).ToJpeg(90);
        await File.WriteAllBytesAsync(folder["a.jpg"], file, Cancellation);
        var expected = Picture.Decode(new StoredPicture(file), "a").Rgb.ToArray();
        using var stream = new MemoryStream(file);

        Assert.Equal(expected, Picture.Read(folder["a.jpg"]).Rgb.ToArray());
        Assert.Equal(expected, (await Picture.ReadAsync(folder["a.jpg"], Cancellation)).Rgb.ToArray());
        Assert.Equal(expected, (await Picture.ReadAsync(stream, Cancellation)).Rgb.ToArray());
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["empty.png"], [], Cancellation);
        Directory.CreateDirectory(folder["folder"]);

        (string, string)[] cases = [("missing.png", "cannot be read"), ("empty.png", "empty"), ("folder", "a folder")];
        foreach (var (name, message) in cases)
        {
            var error = Assert.Throws<PictureException>(() => Picture.Read(folder[name]));
            var later = await Assert.ThrowsAsync<PictureException>(() => Picture.ReadAsync(folder[name], Cancellation));
            Assert.StartsWith($"{name}: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.Equal(error.Message, later.Message);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Picture.ReadAsync(new MemoryStream([1]), new CancellationToken(canceled: true)));
    }
}
