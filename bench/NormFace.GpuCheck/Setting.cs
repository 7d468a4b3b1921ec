using NormFace.Native;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>What a section is told.</summary>
/// <param name="Machine">The device under test.</param>
/// <param name="Folder">Where it may write.</param>
/// <param name="GoldenPath">The golden values of the heads.</param>
/// <param name="IsQuick">Whether sizes are those of a trial of the script, not of a check.</param>
internal sealed record Setting(ComputeMachine Machine, string Folder, string GoldenPath, bool IsQuick)
{
    /// <summary>The device under test.</summary>
    public Device Device => Machine.Device;

    /// <summary>Waits for all work of the device.</summary>
    public void Synchronize()
    {
        if (!Machine.IsProcessor)
        {
            cuda.synchronize();
        }
    }
}
