using NormFace.Native;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>What came into the process, and which optional functions were found in it.</summary>
internal static class EngineSection
{
    public static Report Run(Setting setting)
    {
        var report = new Report("Engine", "How libtorch was loaded, and the functions beside TorchSharp's that NormFace uses.");
        var start = NativeStart.Ensure();
        Report.Columns("what", "found");
        Report.Row("native start", start.Mode.ToString());
        Report.Row("CUDA devices", EngineFacts.Read().GpuCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Report.Row("cuDNN", setting.Machine.IsProcessor ? "not asked" : cuda.is_cudnn_available().ToString());
        Report.Row("processor threads", setting.Machine.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var symbol in NativeSymbol.All)
        {
            Report.Row(symbol.Feature, symbol.IsPresent() ? "present" : $"absent: {symbol.CostOfAbsence}");
        }

        Report.Row("autocast as a whole", report.Holds("autocast was not found", Autocast.IsPresent));
        report.Try("a product on the device", () =>
        {
            using var square = ones(64, 64, device: setting.Device);
            using var product = square.mm(square);
            Report.Row("64x64 product of ones", report.Holds("a product of ones is not 64", product.eq(64).all().item<bool>()));
        });
        return report.End();
    }
}
