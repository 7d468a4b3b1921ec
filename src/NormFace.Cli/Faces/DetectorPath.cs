using System.CommandLine;

namespace NormFace.Cli.Faces;

/// <summary>Where the face detector's files are: they may not be shipped, so the user says.</summary>
internal static class DetectorPath
{
    /// <summary>Environment variable that is read where no option is given.</summary>
    public const string Variable = "NORMFACE_DETECTOR";

    /// <summary>The option.</summary>
    public static Option<string?> Option() => new("--detector")
    {
        Description = $"Folder with MTCNN's weights (det1 to det3.caffemodel, or pnet, rnet, onet as .pt or .onnx), "
            + "or an ONNX detector with its contract beside it; "
            + $"default: ${Variable}, else the folder 'detector' beside the program.",
    };

    /// <summary>The detector that is named, by option, by variable, or by lying beside the program.</summary>
    /// <exception cref="FileNotFoundException">None is named; what to do is said.</exception>
    public static string Or(string? named) => Find(named) ?? throw new FileNotFoundException(
        $"No face detector. Give a folder with MTCNN's weights with --detector or ${Variable}, "
        + $"or copy it to '{Beside}'. "
        + "See docs/faces.md for where to get them. Aligned pictures need no detector.");

    /// <summary>The detector that is named, by option, by variable, or by lying beside the program; null if none
    /// is.</summary>
    public static string? Find(string? named) => Given(named)
        ?? Given(Environment.GetEnvironmentVariable(Variable))
        ?? (File.Exists(Shipped) ? Shipped : Directory.Exists(Beside) ? Beside : null);

    private static string Beside => Path.Combine(AppContext.BaseDirectory, "detector");

    private static string Shipped =>
        Path.Combine(Path.GetDirectoryName(Commands.ShippedModel.Path)!, "detector.safetensors");

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
