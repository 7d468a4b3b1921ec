using System.Diagnostics;
using NormFace.Conversion;
using NormFace.Extraction;
using NormFace.Native;
using NormFace.Sampling;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Embedding with the model that the training section wrote.</summary>
internal static class EmbeddingSection
{
    private const int Turns = 5;

    public static Report Run(Setting setting)
    {
        var count = setting.IsQuick ? 8 : 256;
        var report = new Report(
            "Embedding",
            $"{count} pictures of noise through `TorchEmbedding`: ‖found − wanted‖/‖wanted‖ of the features, "
            + "where wanted is the processor's. Limits: float32 1e-3 (convolutions in TF32, libtorch's "
            + "default), bfloat16 5e-2.");
        Report.Columns("where", "difference", "pictures/s");
        var processor = ComputeMachine.Choose("cpu", Environment.ProcessorCount);
        float[] wanted = [];
        foreach (var (name, machine, isBFloat16, limit) in new[]
        {
            ("CPU, float32", processor, false, 0),
            ("device, float32", setting.Machine, false, 1e-3),
            ("device, bfloat16", setting.Machine, true, 5e-2),
        })
        {
            report.Try(name, () =>
            {
                var (found, seconds) = Embed(setting, machine, isBFloat16, count);
                wanted = wanted.Length == 0 ? found : wanted;
                using var scope = NewDisposeScope();
                Report.Row(
                    name,
                    report.Judged(name, Difference.Relative([tensor(found)], [tensor(wanted)]), limit),
                    Report.Short(Math.Round(count / seconds)));
            });
        }

        return report.End();
    }

    // The features, and the seconds that they take once everything is warm.
    private static (float[] Features, double Seconds) Embed(
        Setting setting, ComputeMachine machine, bool isBFloat16, int count)
    {
        var path = Path.Combine(setting.Folder, TrainingSection.Folder, "model.safetensors");
        using var model = TrainedNetwork.Read(path);
        using var embedding = new TorchEmbedding(model, machine, isBFloat16);
        var pixels = new byte[count * embedding.Contract.ByteCount];
        new SeededDraw(1).Fill(pixels);
        var features = embedding.Features(pixels);
        var clock = Stopwatch.StartNew();
        for (var turn = 0; turn < Turns; turn++)
        {
            _ = embedding.Features(pixels);
        }

        return (features, clock.Elapsed.TotalSeconds / Turns);
    }
}
