using System.Text.Json;
using NormFace.TestKit;
using NormFace.Verification;

namespace NormFace.Calibration;

/// <summary>Calibrations by SciPy and scikit-learn: tests/golden/calibration.py.</summary>
internal sealed record GoldenCalibration(
    ScoreSet Scores, double Prior, double Slope, double Offset, double Cllr, double Minimum)
{
    public static IReadOnlyList<GoldenCalibration> All()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.InRepository("tests/golden/calibration.json")));
        return
        [
            .. file.RootElement.GetProperty("calibrations").EnumerateArray().Select(row => new GoldenCalibration(
                new ScoreSet(Numbers(row, "genuine"), Numbers(row, "impostor")),
                row.GetProperty("prior").GetDouble(),
                row.GetProperty("slope").GetDouble(),
                row.GetProperty("offset").GetDouble(),
                row.GetProperty("cllr").GetDouble(),
                row.GetProperty("minimum").GetDouble())),
        ];
    }

    private static double[] Numbers(JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
