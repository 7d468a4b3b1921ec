using NormFace.GpuCheck;
using NormFace.Native;

// scripts/gpu-check runs a process for each section: NormFace.GpuCheck SECTION DEVICE WORK_FOLDER GOLDEN_FILE [quick]
var sections = new Dictionary<string, Func<Setting, Report>>
{
    ["engine"] = EngineSection.Run,
    ["golden-heads"] = GoldenHeadsSection.Run,
    ["losses"] = LossesSection.Run,
    ["optimizers"] = OptimizersSection.Run,
    ["networks"] = NetworksSection.Run,
    ["training"] = TrainingSection.Run,
    ["resume"] = ResumeSection.Run,
    ["embedding"] = EmbeddingSection.Run,
    ["speed"] = SpeedSection.Run,
};

if (args is not [var name, var device, var folder, var golden, ..] || !sections.TryGetValue(name, out var run))
{
    Console.Error.WriteLine($"The section must be one of {string.Join(", ", sections.Keys)}. See scripts/gpu-check.");
    return 2;
}

var machine = ComputeMachine.Choose(device, Environment.ProcessorCount);
return run(new Setting(machine, folder, golden, IsQuick: args.Contains("quick"))).IsPassed ? 0 : 1;
