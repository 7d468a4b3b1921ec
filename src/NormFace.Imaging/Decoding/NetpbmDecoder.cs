using System.Globalization;
using NormFace.Datasets;

namespace NormFace.Decoding;

/// <summary>
/// Decodes PGM and PPM, the form of ORL and the Yale sets: <c>P2</c> and <c>P5</c> grey, <c>P3</c> and <c>P6</c> red,
/// green, blue; 8 or 16 bits, scaled to 8. Source: netpbm's manual, <c>pgm(5)</c> and <c>ppm(5)</c>.
/// </summary>
internal ref struct NetpbmDecoder
{
    private const int LargestValue = 65_535;

    private readonly ReadOnlySpan<byte> file;
    private readonly string name;
    private int place;

    private NetpbmDecoder(ReadOnlySpan<byte> file, string name)
    {
        this.file = file;
        this.name = name;
        place = 2; // behind the magic
    }

    /// <summary>Whether a file begins as one of these.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) =>
        file.Length > 2 && file[0] == 'P' && file[1] is (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6'
        && IsSpace(file[2]);

    /// <summary>Decodes a file.</summary>
    /// <exception cref="PictureException">It is damaged, or claims an absurd size.</exception>
    public static Picture Decode(ReadOnlySpan<byte> file, string name) => new NetpbmDecoder(file, name).Decode();

    private Picture Decode()
    {
        var (isText, isGrey) = (file[1] is (byte)'2' or (byte)'3', file[1] is (byte)'2' or (byte)'5');
        var (width, height) = (Number("the width"), Number("the height"));
        var largest = Number("the largest value");
        if (largest is < 1 or > LargestValue)
        {
            throw Bad($"its largest value must lie in [1, {LargestValue}], but is {largest}");
        }

        // A value takes two bytes at least as text: a digit and a space.
        var bytesOfValue = isText ? 2 : largest > byte.MaxValue ? 2 : 1;
        var values = (Int128)width * height * (isGrey ? 1 : 3);
        if (width < 1 || height < 1 || (long)width * height > Picture.MaxPixelCount)
        {
            throw Bad($"it claims {width}x{height} pixels; at most {Picture.MaxPixelCount} are accepted");
        }

        if (!isText && place < file.Length && !IsSpace(file[place++])) // one white space ends the header
        {
            throw Bad($"white space must follow its largest value");
        }

        if ((values * bytesOfValue) - (isText ? 1 : 0) > file.Length - place)
        {
            throw Bad($"it is truncated: it claims {width}x{height} pixels in {file.Length} bytes");
        }

        var rgb = GC.AllocateUninitializedArray<byte>(3 * width * height);
        var step = isGrey ? 3 : 1;
        for (var at = 0; at < rgb.Length; at += step)
        {
            var value = isText ? Number("a value") : bytesOfValue == 1 ? file[place++] : Word();
            if (value > largest)
            {
                throw Bad($"a value must be at most {largest}, but is {value}");
            }

            rgb.AsSpan(at, step).Fill((byte)(((value * byte.MaxValue) + (largest / 2)) / largest));
        }

        return new Picture(width, height, rgb);
    }

    private int Word()
    {
        var value = (file[place] << 8) | file[place + 1]; // the most significant byte comes first
        place += 2;
        return value;
    }

    // White space and comments, then decimal digits.
    private int Number(string what)
    {
        while (place < file.Length && (IsSpace(file[place]) || file[place] == '#'))
        {
            if (file[place++] == '#')
            {
                while (place < file.Length && file[place] is not ((byte)'\n' or (byte)'\r'))
                {
                    place++;
                }
            }
        }

        var start = place;
        var number = 0L;
        while (place < file.Length && char.IsAsciiDigit((char)file[place]))
        {
            number = (number * 10) + (file[place++] - '0');
            if (number > int.MaxValue)
            {
                throw Bad($"{what} is too large");
            }
        }

        return place > start ? (int)number
            : place == file.Length ? throw Bad($"it is truncated before {what}")
            : throw Bad($"{what} must be a number");
    }

    private readonly PictureException Bad(FormattableString reason) =>
        new(name, reason.ToString(CultureInfo.InvariantCulture) + ".");

    private static bool IsSpace(byte character) => character is (byte)' ' or (>= 9 and <= 13);
}
