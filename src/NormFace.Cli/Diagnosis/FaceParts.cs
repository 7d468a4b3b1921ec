using Microsoft.ML.OnnxRuntime;
using NormFace.Cli.Commands;
using NormFace.Cli.Faces;
using NormFace.Detection;
using NormFace.Recognition;

namespace NormFace.Cli.Diagnosis;

/// <summary>What comparing photographs needs: a face model, a detector, and the engine that computes both.</summary>
internal static class FaceParts
{
    public static IReadOnlyList<Finding> Describe() =>
    [
        Part("ONNX Runtime", () => OrtEnv.Instance().GetVersionString(), "faces can be neither found nor compared"),
        Part(
            "face model",
            () =>
            {
                using var model = EmbeddingModel.Open(ShippedModel.Or(null));
                return $"{ShippedModel.Path}, {(model.Calibration is null ? "not calibrated" : "calibrated")}";
            },
            "'verify' and 'embed' need --model"),
        Part(
            "face detector",
            () =>
            {
                var path = DetectorPath.Or(null);
                using var detector = FaceDetector.Open(path);
                return path;
            },
            "whole photographs need --detector; aligned faces need none"),
    ];

    private static Finding Part(string name, Func<string> look, string costOfAbsence)
    {
        try
        {
            return new Finding(name, IsThere: true, look());
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException
            or ArgumentException or DllNotFoundException or TypeInitializationException or OnnxRuntimeException)
        {
            return new Finding(name, IsThere: false, error.Message, costOfAbsence);
        }
    }
}
