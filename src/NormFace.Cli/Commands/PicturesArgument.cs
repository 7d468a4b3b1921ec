using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Datasets;

namespace NormFace.Cli.Commands;

/// <summary>The argument of commands that go through many pictures.</summary>
internal static class PicturesArgument
{
    /// <summary>Its name, and that of the option of commands for which pictures are an addition.</summary>
    public const string Name = "pictures";

    /// <summary>What it takes.</summary>
    public const string Description =
        "Pictures: a folder, .zip, .tar, list file, record file or single picture; - for standard input.";

    /// <summary>Builds the argument.</summary>
    public static Argument<string> Create() => new(Name) { Description = Description };

    /// <summary>Opens the pictures, at least one.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static PictureSource Open(InputFile input)
    {
        var source = PictureSourceCatalogue.Default.Open(input.Path);
        if (source.Entries.Count > 0)
        {
            ConsoleReport.Detail(FormattableString.Invariant($"pictures: {source.Entries.Count:N0} in {input.Path}"));
            return source;
        }

        source.Dispose();
        throw new InvalidDataException($"No pictures in {input.Path}.");
    }
}
