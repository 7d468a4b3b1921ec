using NormFace.Datasets;
using NormFace.Pictures;
using SkiaSharp;

namespace NormFace.Decoding;

/// <summary>A picture in memory: red, green, blue, a byte each, row by row without gaps. Its pixels do not
/// change.</summary>
/// <remarks>
/// A picture owns its pixels and holds nothing that must be disposed. Every way to make one copies the pixels, except
/// the constructor, which takes the array over.
/// </remarks>
public sealed class Picture
{
    /// <summary>Most pixels a picture may have. A file that claims more is refused before memory is taken.</summary>
    public const int MaxPixelCount = 100_000_000;

    private readonly byte[] rgb;

    /// <summary>Takes pixels over, without a copy.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1; at most <see cref="MaxPixelCount"/> pixels in all.</param>
    /// <param name="rgb">
    /// <c>3 · width · height</c> bytes. The picture owns the array from now on: do not write to it any more.
    /// </param>
    /// <exception cref="ArgumentException">A side is below 1, there are too many pixels, or the array does not hold
    /// exactly them.</exception>
    public Picture(int width, int height, byte[] rgb)
    {
        ArgumentNullException.ThrowIfNull(rgb);
        CheckSize(width, height);
        if (rgb.Length != 3 * width * height)
        {
            throw new ArgumentException(
                $"rgb must hold 3 bytes for each of {width}x{height} pixels, but holds {rgb.Length}.", nameof(rgb));
        }

        (Width, Height, this.rgb) = (width, height, rgb);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels: <c>3 · Width · Height</c> bytes.</summary>
    public ReadOnlySpan<byte> Rgb => rgb;

    /// <summary>Copies pixels, such as those of a camera's frame.</summary>
    /// <param name="pixels">Rows of pixels; the caller keeps the memory.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="stride">Bytes from the start of a row to that of the next, at least those of a row.</param>
    /// <param name="channels">What a pixel holds: three bytes in either order, or one of grey.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">A side or the stride is too small, or the memory is shorter than the
    /// rows.</exception>
    public static Picture FromPixels(
        ReadOnlySpan<byte> pixels, int width, int height, int stride, ChannelOrder channels = ChannelOrder.Rgb)
    {
        CheckSize(width, height);
        var row = width * (channels == ChannelOrder.Grey ? 1 : 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, row);
        if (pixels.Length < ((long)stride * (height - 1)) + row)
        {
            throw new ArgumentException(
                $"pixels must hold {height} rows of {row} bytes, {stride} bytes apart, but holds {pixels.Length} "
                + "bytes.",
                nameof(pixels));
        }

        var rgb = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            PixelBytes.ToRgb(pixels.Slice(y * stride, row), channels, rgb.AsSpan(3 * width * y, 3 * width));
        }

        return new Picture(width, height, rgb);
    }

    /// <summary>Copies a bitmap of SkiaSharp, of any colour type. What is transparent is laid over black.</summary>
    /// <param name="bitmap">The bitmap; it stays the caller's.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The bitmap has no pixels, or too many.</exception>
    public static Picture FromBitmap(SKBitmap bitmap)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        CheckSize(bitmap.Width, bitmap.Height);
        var info = new SKImageInfo(bitmap.Width, bitmap.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var rgba = new SKBitmap(info);
        using var pixels = bitmap.PeekPixels();
        return pixels is not null && pixels.ReadPixels(info, rgba.GetPixels(), info.RowBytes)
            ? FromRgba(rgba.GetPixelSpan(), info.Width, info.Height)
            : throw new ArgumentException("bitmap must hold pixels that can be read, but does not.", nameof(bitmap));
    }

    /// <summary>Reads and decodes a picture file: JPEG, PNG, WebP, GIF, BMP, PGM or PPM.</summary>
    /// <remarks>
    /// Pictures are turned as their EXIF orientation says. What is transparent is laid over black. Of an animation the
    /// first frame is taken. Colour profiles are not applied, as training sets and other libraries leave them. Bits
    /// that were flipped inside a JPEG need not be noticed: the format has no checksum; that part of the picture is
    /// then wrong.
    /// </remarks>
    /// <param name="path">The file, at most 256 MB.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="PictureException">It cannot be read, is not such a file, is truncated, or claims an absurd
    /// size.</exception>
    public static Picture Read(string path)
    {
        try
        {
            return Decode(StoredPicture.FromFile(path), Path.GetFileName(path));
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw new PictureException(Path.GetFileName(path), $"it cannot be read. {error.Message}", error);
        }
    }

    /// <summary>Reads and decodes a picture file.</summary>
    /// <param name="path">The file; see <see cref="Read"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="PictureException">As for <see cref="Read"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Task<Picture> ReadAsync(string path, CancellationToken cancellationToken = default) =>
        DecodeAsync(StoredPicture.FromFileAsync(path, cancellationToken), Path.GetFileName(path));

    /// <summary>Reads a stream to its end and decodes the picture file that it holds.</summary>
    /// <param name="stream">At most 256 MB; it stays open.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="PictureException">As for <see cref="Read"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Task<Picture> ReadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        DecodeAsync(StoredPicture.FromStreamAsync(stream, cancellationToken), "picture");

    /// <summary>Decodes a picture as its source stores it. Safe from several threads.</summary>
    /// <param name="stored">A picture file, or bare pixels.</param>
    /// <param name="name">Name for errors.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="PictureException">It is not a picture, is truncated, or claims an absurd size.</exception>
    public static Picture Decode(StoredPicture stored, string name) =>
        stored.IsBarePixels ? PictureDecoder.FromPixels(stored, name) : PictureDecoder.Decode(stored.Bytes.Span, name);

    /// <summary>The picture turned clockwise.</summary>
    /// <param name="quarters">By how many quarters of a circle; any whole number.</param>
    /// <returns>The turned picture; this one if it is turned full circle.</returns>
    public Picture Turned(int quarters) => Orientation.Upright(this, (quarters & 3) switch
    {
        0 => SKEncodedOrigin.TopLeft,
        1 => SKEncodedOrigin.RightTop,
        2 => SKEncodedOrigin.BottomRight,
        _ => SKEncodedOrigin.LeftBottom,
    });

    /// <summary>A bitmap of SkiaSharp with the same pixels.</summary>
    /// <returns>A copy, which the caller disposes.</returns>
    public SKBitmap ToBitmap()
    {
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        PixelBytes.AddAlpha(rgb, bitmap.GetPixelSpan());
        return bitmap;
    }

    /// <summary>Encodes the picture as PNG, without loss.</summary>
    /// <returns>The file.</returns>
    public byte[] ToPng() => Encode(SKEncodedImageFormat.Png, 100);

    /// <summary>Encodes the picture as JPEG.</summary>
    /// <param name="quality">Quality from 1 to 100.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quality is outside its range.</exception>
    public byte[] ToJpeg(int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(SKEncodedImageFormat.Jpeg, quality);
    }

    internal static Picture FromRgba(ReadOnlySpan<byte> rgba, int width, int height)
    {
        var rgb = GC.AllocateUninitializedArray<byte>(3 * width * height);
        PixelBytes.DropAlpha(rgba, rgb);
        return new Picture(width, height, rgb);
    }

    private byte[] Encode(SKEncodedImageFormat format, int quality)
    {
        using var bitmap = ToBitmap();
        using var file = bitmap.Encode(format, quality);
        return file.ToArray();
    }

    private static async Task<Picture> DecodeAsync(Task<StoredPicture> stored, string name)
    {
        try
        {
            return Decode(await stored.ConfigureAwait(false), name);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw new PictureException(name, $"it cannot be read. {error.Message}", error);
        }
    }

    private static bool IsUnreadable(Exception error) =>
        error is InvalidDataException or UnauthorizedAccessException or (IOException and not PictureException);

    private static void CheckSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if ((long)width * height > MaxPixelCount)
        {
            throw new ArgumentException(
                $"A picture must have at most {MaxPixelCount} pixels, but was to be {width}x{height}.");
        }
    }
}
