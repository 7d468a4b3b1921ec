using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Recognition;

namespace NormFace.Cli.Faces;

/// <summary>Where the face detector is.</summary>
internal static class DetectorPath
{
    /// <summary>Environment variable that is read where no option is given.</summary>
    public const string Variable = "NORMFACE_DETECTOR";

    /// <summary>The option.</summary>
    public static Option<string?> Option() => new("--detector")
    {
        Description = "Detector: a .safetensors file, a folder with MTCNN's weights (det1 to det3.caffemodel, or pnet, "
            + "rnet, onet as .pt or .onnx), YuNet's ONNX file, or another ONNX detector with its contract beside it; "
            + $"default: ${Variable}, else the detector that ships.",
    };

    /// <summary>The detector that is named, by option, by variable, or by lying beside the program.</summary>
    /// <exception cref="FileNotFoundException">None is named; what to do is said.</exception>
    public static string Or(string? named)
    {
        var path = Find(named) ?? throw new FileNotFoundException(
            $"No face detector: the one that ships is missing at {ShippedFiles.Detector}. Give one with --detector or "
            + $"${Variable}, or copy the folder 'models' beside the program.");
        ConsoleReport.Detail($"detector: {path}");
        return path;
    }

    /// <summary>The detector that is named, by option or by variable, else the one that ships; null if it is
    /// missing.</summary>
    public static string? Find(string? named) => Given(named)
        ?? Given(Environment.GetEnvironmentVariable(Variable))
        ?? (File.Exists(ShippedFiles.Detector) ? ShippedFiles.Detector : null);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
