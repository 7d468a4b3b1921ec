using System.Globalization;
using NormFace.Native;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>What came into the process, and which optional functions were found in it.</summary>
internal static class EngineSection
{
    public static Report Run(Setting setting)
    {
        var report = new Report("Engine", "How libtorch was loaded, and which of its optional functions were found.");
        var facts = EngineFacts.Read();
        Report.Columns("what", "found");
        Report.Row("native start", NativeStart.Ensure().Mode.ToString());
        Report.Row("CUDA devices", facts.GpuCount.ToString(CultureInfo.InvariantCulture));
        Report.Row("cuDNN", setting.Machine.IsProcessor ? "not asked" : cuda.is_cudnn_available().ToString());
        Report.Row("processor threads", facts.Threads.ToString(CultureInfo.InvariantCulture));
        foreach (var function in facts.Functions)
        {
            Report.Row(function.Feature, function.IsPresent ? "present" : $"absent: {function.CostOfAbsence}");
        }

        Report.Row("autocast as a whole", report.Holds("autocast was not found", Autocast.IsPresent));
        report.Try("a product on the device", () =>
        {
            using var square = ones(64, 64, device: setting.Device);
            using var product = square.mm(square);
            var isRight = product.eq(64).all().item<bool>();
            Report.Row("64x64 product of ones", report.Holds("a product of ones is not 64", isRight));
        });
        return report.End();
    }
}
