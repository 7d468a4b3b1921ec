using System.Buffers;
using System.Globalization;
using NormFace.Datasets;
using NormFace.Pictures;
using SkiaSharp;

namespace NormFace.Decoding;

/// <summary>Decodes picture files.</summary>
internal static class PictureDecoder
{
    private const int HarmlessPixelCount = 4_000_000; // any file may claim as many
    private const int MaxPixelsOfByte = 1000; // beyond that a byte of the file must not claim more
    private const int StripHeight = 64;
    private const string Truncated = "it is truncated. Get the file again.";

    public static unsafe Picture Decode(ReadOnlySpan<byte> file, string name)
    {
        if (file.IsEmpty)
        {
            throw new PictureException(name, "it is empty.");
        }

        if (NetpbmDecoder.Recognises(file))
        {
            return NetpbmDecoder.Decode(file, name);
        }

        fixed (byte* bytes = file)
        {
            using var data = SKData.Create((nint)bytes, file.Length);
            using var codec = SKCodec.Create(data);
            if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png
                or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif or SKEncodedImageFormat.Bmp))
            {
                throw new PictureException(name, ForeignFormat.Refusal(file)
                    ?? "it is not a JPEG, PNG, WebP, GIF, BMP, PGM or PPM, or ends within its header.");
            }

            var (width, height) = (codec.Info.Width, codec.Info.Height);
            RefuseAbsurd(width, height, file.Length, name);
            if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && (long)width * height > HarmlessPixelCount)
            {
                return Orientation.Upright(InStrips(codec, name), codec.EncodedOrigin);
            }

            var rgba = ArrayPool<byte>.Shared.Rent(width * height * 4);
            try
            {
                Fill(codec, rgba, name);
                return Orientation.Upright(Picture.FromRgba(rgba, width, height), codec.EncodedOrigin);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rgba);
            }
        }
    }

    private static void RefuseAbsurd(int width, int height, int fileLength, string name)
    {
        var count = (long)width * height;
        if (width < 1 || height < 1 || count > Picture.MaxPixelCount
            || (count > HarmlessPixelCount && count / MaxPixelsOfByte > fileLength))
        {
            throw new PictureException(name, string.Create(
                CultureInfo.InvariantCulture,
                $"it claims {width}x{height} pixels in {fileLength} bytes; at most {Picture.MaxPixelCount} pixels, and "
                + $"{MaxPixelsOfByte} to a byte, are accepted."));
        }
    }

    // A photograph of a hundred megapixels takes 300 MB like this, and a gigabyte if it is decoded whole.
    private static unsafe Picture InStrips(SKCodec codec, string name)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var target = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        var result = codec.StartScanlineDecode(target);
        if (result != SKCodecResult.Success)
        {
            throw new PictureException(name, $"it cannot be decoded in full ({result}).");
        }

        var rgb = GC.AllocateUninitializedArray<byte>(3 * width * height);
        var strip = new byte[StripHeight * target.RowBytes];
        for (var row = 0; row < height; row += StripHeight)
        {
            var count = Math.Min(StripHeight, height - row);
            fixed (byte* pixels = strip)
            {
                if (codec.GetScanlines((nint)pixels, count, target.RowBytes) < count)
                {
                    throw new PictureException(name, Truncated);
                }
            }

            PixelBytes.DropAlpha(strip, rgb.AsSpan(3 * width * row, 3 * width * count));
        }

        return new Picture(width, height, rgb);
    }

    // Premultiplied colour is the colour over black.
    private static unsafe void Fill(SKCodec codec, byte[] rgba, string name)
    {
        fixed (byte* pixels = rgba)
        {
            var target = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
            var result = codec.GetPixels(target, (nint)pixels);
            if (result != SKCodecResult.Success)
            {
                throw new PictureException(name, result == SKCodecResult.IncompleteInput
                    ? Truncated
                    : $"it cannot be decoded in full ({result}).");
            }
        }
    }

    /// <summary>Takes pixels that are stored bare.</summary>
    public static Picture FromPixels(StoredPicture stored, string name)
    {
        var (width, height, channels) = (stored.PixelWidth, stored.PixelHeight, stored.PixelChannels);
        return channels is 1 or 3 && (Int128)width * height * channels == stored.Bytes.Length
            ? Picture.FromPixels(
                stored.Bytes.Span, width, height, channels * width, channels == 1
                    ? ChannelOrder.Grey
                    : ChannelOrder.Rgb)
            : throw new PictureException(name, FormattableString.Invariant(
                $"{width}x{height} raw pixels of {channels} channels do not fill {stored.Bytes.Length} bytes."));
    }
}
