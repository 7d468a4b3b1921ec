using System.Buffers;
using NormFace.Datasets;
using SkiaSharp;

namespace NormFace.Decoding;

/// <summary>Turns stored pictures into pixels: JPEG, PNG, WebP, GIF and BMP files, or pixels that are bare already.</summary>
/// <remarks>
/// Pictures are turned as their EXIF orientation says. What is transparent is laid over black. Of an animation the first frame is taken.
/// Colour profiles are not applied, as training sets and other libraries leave them. Bits that were flipped inside a JPEG need not
/// be noticed: the format has no checksum; that part of the picture is then wrong.
/// </remarks>
public static class PictureDecoder
{
    /// <summary>Most pixels a picture may claim to have; more is refused before memory is taken.</summary>
    public const int LargestPixelCount = 100_000_000;

    private const int HarmlessPixelCount = 4_000_000; // any file may claim as many
    private const int MostPixelsOfByte = 1000; // beyond that a byte of the file must not claim more

    /// <summary>Decodes a picture. Safe from several threads.</summary>
    /// <param name="stored">The stored bytes.</param>
    /// <param name="name">Name for errors.</param>
    /// <returns>The pixels.</returns>
    /// <exception cref="PictureException">The bytes are no picture, are truncated, or claim an absurd size.</exception>
    public static Picture Decode(StoredPicture stored, string name) =>
        stored.IsBarePixels ? BarePixels.Read(stored, name) : DecodeFile(stored.Bytes.Span, name);

    private static unsafe Picture DecodeFile(ReadOnlySpan<byte> file, string name)
    {
        if (file.IsEmpty)
        {
            throw new PictureException(name, "it is empty.");
        }

        fixed (byte* bytes = file)
        {
            using var data = SKData.Create((nint)bytes, file.Length);
            using var codec = SKCodec.Create(data);
            if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp
                or SKEncodedImageFormat.Gif or SKEncodedImageFormat.Bmp))
            {
                throw new PictureException(name, "it is no JPEG, PNG, WebP, GIF or BMP, or ends within its header.");
            }

            var (width, height) = (codec.Info.Width, codec.Info.Height);
            RefuseAbsurd(width, height, file.Length, name);
            var rgba = ArrayPool<byte>.Shared.Rent(width * height * 4);
            try
            {
                Fill(codec, rgba, name);
                return Orientation.Upright(Opaque(rgba, width, height), codec.EncodedOrigin);
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
        if (width < 1 || height < 1 || count > LargestPixelCount
            || (count > HarmlessPixelCount && count / MostPixelsOfByte > fileLength))
        {
            throw new PictureException(name, FormattableString.Invariant(
                $"it claims {width}x{height} pixels in {fileLength} bytes; at most {LargestPixelCount} pixels, and {MostPixelsOfByte} to a byte, are accepted."));
        }
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
                    ? "it is truncated. Get the file again."
                    : $"it cannot be decoded in full ({result}).");
            }
        }
    }

    private static Picture Opaque(ReadOnlySpan<byte> rgba, int width, int height)
    {
        var rgb = GC.AllocateUninitializedArray<byte>(width * height * 3);
        PixelBytes.DropAlpha(rgba, rgb);
        return new Picture(width, height, rgb);
    }
}
