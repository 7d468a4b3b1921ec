using System.Globalization;
using System.Text.RegularExpressions;
using NormFace.Pictures;

namespace NormFace.Cli.Commands;

/// <summary>A crop as people type it: <c>8,0,96,112@112x112</c>.</summary>
internal static partial class CropText
{
    /// <summary>How it reads, for help and errors.</summary>
    public const string Form = "left,top,width,height@WIDTHxHEIGHT, such as 8,0,96,112@112x112";

    /// <summary>What the option <c>--crop</c> means.</summary>
    public const string Description = $"Where the template lies in the pictures, as {Form}";

    /// <summary>Reads a crop.</summary>
    /// <exception cref="ArgumentException">The text is not a crop, or the rectangle leaves its canvas.</exception>
    public static PictureCrop Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            throw new ArgumentException($"--crop must read {Form}, but was '{text}'.");
        }

        int[] numbers = [
            .. match.Groups.Values.Skip(1).Select(group => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture))];
        return new PictureCrop(numbers[4], numbers[5], numbers[0], numbers[1], numbers[2], numbers[3]).Checked();
    }

    [GeneratedRegex(@"^(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})@(\d{1,6})x(\d{1,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
