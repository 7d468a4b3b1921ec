using System.Buffers.Binary;
using NormFace.Datasets;
using SkiaSharp;
using Xunit;

namespace NormFace.Decoding;

public class PictureDecoderTests
{
    private static readonly Picture Original = EncodedPictures.Smooth(37, 23, 1);

    public static TheoryData<string> Formats => ["png", "jpg", "webp", "gif", "bmp"];

    [Fact]
    public void A_lossless_file_gives_back_its_pixels() =>
        Assert.Equal(Original.Rgb, Decode(EncodedPictures.Encode(Original, SKEncodedImageFormat.Png)).Rgb);

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg), InlineData(SKEncodedImageFormat.Webp)]
    public void A_lossy_file_gives_back_nearly_its_pixels(SKEncodedImageFormat format)
    {
        var picture = Decode(EncodedPictures.Encode(Original, format));

        Assert.Equal((37, 23), (picture.Width, picture.Height));
        Assert.InRange(
            picture.Rgb.ToArray().Zip(Original.Rgb.ToArray(), (one, other) => Math.Abs(one - other)).Average(), 0, 4);
    }

    [Fact]
    public void A_large_photograph_takes_the_memory_of_its_pixels_and_is_the_same_as_decoded_whole()
    {
        var file = EncodedPictures.Encode(EncodedPictures.Smooth(2500, 1700, 3), SKEncodedImageFormat.Jpeg);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var picture = Decode(file);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        using var whole = SKBitmap.Decode(file);
        Assert.Equal(Picture.FromBitmap(whole).Rgb, picture.Rgb);
        Assert.InRange(taken, 3 * 2500 * 1700, (3 * 2500 * 1700) + (1 << 20));
        Assert.Contains(
            "truncated",
            Assert.Throws<PictureException>(() => Decode(file[..(file.Length / 2)])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Files_written_by_hand_are_read()
    {
        Assert.Equal<byte>([255, 255, 255], Decode(EncodedPictures.Gif).Rgb);
        Assert.Equal<byte>([255, 0, 0, 0, 0, 255], Decode(EncodedPictures.Bmp).Rgb);
    }

    // Written by Pillow 9.4; the colours it reads back stand beside.
    [Theory]
    [InlineData(
        "four inks",
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoK"
        + "CgYICwwLCgwJCgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIB"
        + "AwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZH"
        + "SElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV"
        + "1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9/K/Nuv5/6/YSv//Z",
        new byte[] { 225, 49, 0 },
        3)]
    [InlineData(
        "sixteen bits in colour",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAIAAAAr0DSeAAAAFUlEQVR4nGP4/7+BgYFByGT1WUZGACJ8BD/yTvViAAAAAElFTkSuQmCC",
        new byte[] { 255, 128, 0 },
        1)]
    [InlineData(
        "sixteen bits in grey",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAAAAACB2fwVAAAADUlEQVR4nGP4/9+BAQAHfgI/Nd96ngAAAABJRU5ErkJggg==",
        new byte[] { 255, 255, 255 },
        0)]
    [InlineData(
        "an animation, red first, as GIF",
        "R0lGODlhBAAEAIEAAP8AAAAAAAAAAAAAACH5BAAKAAAALAAAAAAEAAQAAAgJAAEIHEiwIICAACH5BAAKAAAALAAAAAAEAAQAgQD/"
        + "AAAAAAAAAAAAAAgJAAEIHEiwIICAADs=",
        new byte[] { 255, 0, 0 },
        0)]
    [InlineData(
        "an animation, red first, as WebP",
        "UklGRoQAAABXRUJQVlA4WAoAAAACAAAAAwAAAwAAQU5JTQYAAAAAAAAAAABBTk1GKAAAAAAAAAAAAAMAAAMAAGQAAAJWUDhMDwAA"
        + "AC8DwAAABxD9j/4HIqL/AQBBTk1GKAAAAAAAAAAAAAMAAAMAAGQAAABWUDhMDwAAAC8DwAAAB9D/iP4HIqL/AQA=",
        new byte[] { 255, 0, 0 },
        0)]
    [InlineData(
        "an animation, red first, as PNG",
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAACGFjVEwAAAACAAAAAPONk3AAAAAaZmNUTAAAAAAAAAAEAAAABAAA"
        + "AAAAAAAAAGQD6AAAvnNQ/AAAABBJREFUeJxj/M+AAEwMRHEAM9EBBzqEPrgAAAAaZmNUTAAAAAEAAAAEAAAABAAAAAAAAAAAAGQD"
        + "6AAAJQC6KAAAABZmZEFUAAAAAnicY2T4zwAHTAwMxHAAMtIBB97JYRcAAAAASUVORK5CYII=",
        new byte[] { 255, 0, 0 },
        0)]
    public void Rare_forms_are_read_as_other_programs_read_them(string what, string base64, byte[] first, int tolerance)
    {
        var picture = Decode(Convert.FromBase64String(base64));

        Assert.True(first.Zip(picture.Rgb.ToArray()).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance),
            $"{what}: {string.Join(", ", picture.Rgb.ToArray().Take(3))}");
    }

    [Fact]
    public void What_is_transparent_lies_over_black()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(3, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(200, 100, 50, 255));
        bitmap.SetPixel(1, 0, new SKColor(200, 100, 50, 0));
        bitmap.SetPixel(2, 0, new SKColor(255, 255, 255, 128));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        Assert.Equal<byte>([200, 100, 50, 0, 0, 0, 128, 128, 128], Decode(png.ToArray()).Rgb);
    }

    // Exif 2.32, tag 0x0112: where the stored row 0 and column 0 lie. Corners of the upright picture, clockwise from
    // the top left.
    [Theory]
    [InlineData(1, "RGBW"), InlineData(2, "GRWB"), InlineData(3, "BWRG"), InlineData(4, "WBGR")]
    [InlineData(5, "RWBG"), InlineData(6, "WRGB"), InlineData(7, "BGRW"), InlineData(8, "GBWR")]
    public void A_picture_is_turned_as_its_camera_was_held(int orientation, string corners)
    {
        // stored: red green / white blue, so clockwise R G B W
        var (width, height) = (32, 16);
        var rgb = new byte[width * height * 3];
        for (var index = 0; index < width * height; index++)
        {
            var (isRight, isLow) = (index % width >= width / 2, index / width >= height / 2);
            ((byte[])((isRight, isLow) switch
            {
                (false, false) => [255, 0, 0],
                (true, false) => [0, 255, 0],
                (true, true) => [0, 0, 255],
                _ => [255, 255, 255],
            })).CopyTo(rgb, index * 3);
        }

        var jpeg = EncodedPictures.Encode(new Picture(width, height, rgb), SKEncodedImageFormat.Jpeg);
        var exif = Convert.FromHexString(
            "FFE1001E457869660000" + "49492A0008000000" + "0100" + "1201" + "0300" + "01000000"
                + $"{orientation:x2}000000")
            .Concat(new byte[4]).ToArray();
        exif[3] = (byte)(exif.Length - 2);

        var picture = Decode([.. jpeg[..2], .. exif, .. jpeg[2..]]);

        Assert.Equal(orientation < 5 ? (32, 16) : (16, 32), (picture.Width, picture.Height));
        var (right, bottom) = (picture.Width - 1, picture.Height - 1);
        Assert.Equal(
            corners,
            string.Concat(
                new[] { (0, 0), (right, 0), (right, bottom), (0, bottom) }.Select(place => Colour(picture, place))));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Truncated_pictures_are_named(string format)
    {
        var file = File(format);

        var error = Assert.Throws<PictureException>(() => Decode(file[..(file.Length * 2 / 3)]));

        Assert.Equal("a/b", error.Picture);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_pictures_give_pixels_or_a_named_error(string format)
    {
        var random = new Random(1);
        for (var trial = 0; trial < 500; trial++)
        {
            var file = File(format);
            for (var flips = random.Next(1, 9); flips > 0; flips--)
            {
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            }

            var error = Record.Exception(() => Decode(trial % 3 == 0 ? file[..random.Next(file.Length)] : file));

            Assert.True(error is null or PictureException, error?.ToString());
        }
    }

    [Theory]
    [InlineData("png", 100_000, 100_000), InlineData("png", 3_000, 3_000), InlineData("bmp", 30_000, 30_000)]
    [InlineData("gif", 60_000, 60_000)]
    public void An_absurd_size_is_refused_before_memory_is_taken(string format, int width, int height)
    {
        var file = File(format);
        switch (format)
        {
            case "png":
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
                BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Checksum(file.AsSpan(12, 17)));
                break;
            case "bmp":
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)height);
                break;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(
            FormattableString.Invariant($"{width}x{height}"),
            Assert.Throws<PictureException>(() => Decode(file)).Reason,
            StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(2, 2, 3, 11), InlineData(2, 2, 2, 8), InlineData(65536, 65536, 1, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 3, 5)]
    public void Bare_pixels_must_fill_their_size(int width, int height, int channels, int length) =>
        Assert.Throws<PictureException>(
            () => Picture.Decode(new StoredPicture(new byte[length], width, height, channels), "a/b"));

    [Theory]
    [InlineData(""), InlineData("00"), InlineData("FFD8FF"), InlineData("00000100010010100000010020006804000016000000")]
    public void What_is_no_picture_is_said_to_be_none(string hex) =>
        Assert.Throws<PictureException>(() => Decode(Convert.FromHexString(hex)));

    private static Picture Decode(byte[] file) => Picture.Decode(new StoredPicture(file), "a/b");

    private static byte[] File(string format) => format switch
    {
        "png" => EncodedPictures.Encode(Original, SKEncodedImageFormat.Png),
        "jpg" => EncodedPictures.Encode(Original, SKEncodedImageFormat.Jpeg),
        "webp" => EncodedPictures.Encode(Original, SKEncodedImageFormat.Webp),
        "gif" => EncodedPictures.Gif,
        _ => EncodedPictures.Bmp,
    };

    private static char Colour(Picture picture, (int X, int Y) place)
    {
        var at = ((place.Y * picture.Width) + place.X) * 3;
        return (picture.Rgb[at] > 127, picture.Rgb[at + 1] > 127, picture.Rgb[at + 2] > 127) switch
        {
            (true, false, false) => 'R',
            (false, true, false) => 'G',
            (false, false, true) => 'B',
            (true, true, true) => 'W',
            _ => '?',
        };
    }

    // The CRC of PNG chunks, bit by bit.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var value = uint.MaxValue;
        foreach (var item in bytes)
        {
            value ^= item;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }
        }

        return ~value;
    }
}
