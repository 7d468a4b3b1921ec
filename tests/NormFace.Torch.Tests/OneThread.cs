using System.Runtime.CompilerServices;
using NormFace.Native;
using TorchSharp;

namespace NormFace;

/// <summary>
/// Several test programs run side by side on few cores, where the engine's threads would mostly wait for each other.
/// What depends on several threads is tested by the program as a whole.
/// </summary>
internal static class OneThread
{
    [ModuleInitializer]
    internal static void Set()
    {
        NativeStart.Ensure();
        torch.set_num_threads(1);
    }
}
