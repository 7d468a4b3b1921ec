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
    public static Report Run(Setting setting)
    {
        var count = setting.IsQuick ? 8 : 256;
        var report = new Report(
            "Embedding",
            $"{count} pictures of noise through `TorchEmbedding`: ‖found − wanted‖/‖wanted‖ of the features against the processor's. Limits: 1e-3 in float32, "
            + "whose convolutions libtorch computes in TF32 unless told otherwise, and 5e-2 in bfloat16.");
        Report.Columns("where", "difference", "pictures/s");
        var model = Path.Combine(setting.Folder, TrainingSection.Folder, "model.safetensors");
        var cpu = ComputeMachine.Choose("cpu", Environment.ProcessorCount);
        float[] wanted = [];
        (string Name, ComputeMachine Machine, bool IsBFloat16, double Limit)[] places =
        [
            ("CPU, float32", cpu, false, 0), ("device, float32", setting.Machine, false, 1e-3), ("device, bfloat16", setting.Machine, true, 5e-2),
        ];
        foreach (var (name, machine, isBFloat16, limit) in places)
        {
            report.Try(name, () =>
            {
                using var network = TrainedNetwork.Read(model);
                using var embedding = new TorchEmbedding(network, machine, isBFloat16);
                var pixels = new byte[count * embedding.Contract.ByteCount];
                new SeededDraw(1).Fill(pixels);
                var found = embedding.Features(pixels);
                wanted = wanted.Length == 0 ? found : wanted;
                var clock = Stopwatch.StartNew();
                for (var turn = 0; turn < 5; turn++)
                {
                    _ = embedding.Features(pixels);
                }

                using var scope = NewDisposeScope();
                Report.Row(
                    name,
                    report.Judged(name, Difference.Relative([tensor(found)], [tensor(wanted)]), limit),
                    Report.Short(Math.Round(5 * count / clock.Elapsed.TotalSeconds)));
            });
        }

        return report.End();
    }
}
