namespace NormFace.Native;

/// <summary>
/// bfloat16 mixed precision for the operators called while it is in scope: products in bfloat16, sums and weights in
/// float32.
/// </summary>
/// <remarks>
/// Acts on the calling thread. Nest the forward pass of a network in it and nothing else: losses compare in float32,
/// and the backward pass repeats the types of the forward by itself.
/// </remarks>
public sealed unsafe class Autocast : IDisposable
{
    private const sbyte BFloat16Code = 15; // c10::ScalarType::BFloat16

    private static readonly delegate* unmanaged<sbyte, byte, void> SetEnabled =
        (delegate* unmanaged<sbyte, byte, void>)LibTorchExport.Find(
            "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb");

    private static readonly delegate* unmanaged<sbyte, sbyte, void> SetType =
        (delegate* unmanaged<sbyte, sbyte, void>)LibTorchExport.Find(
            "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE");

    private static readonly delegate* unmanaged<int> IncrementNesting =
        (delegate* unmanaged<int>)LibTorchExport.Find("_ZN2at8autocast17increment_nestingEv");

    private static readonly delegate* unmanaged<int> DecrementNesting =
        (delegate* unmanaged<int>)LibTorchExport.Find("_ZN2at8autocast17decrement_nestingEv");

    private static readonly delegate* unmanaged<void> ClearCache =
        (delegate* unmanaged<void>)LibTorchExport.Find("_ZN2at8autocast11clear_cacheEv");

    private readonly sbyte device;
    private bool isOn = true;

    private Autocast(sbyte device)
    {
        this.device = device;
        SetType(device, BFloat16Code);
        SetEnabled(device, 1);
        _ = IncrementNesting();
    }

    /// <summary>Whether the loaded libtorch offers it.</summary>
    public static bool IsPresent { get; } =
        SetEnabled != null
            && SetType != null
            && IncrementNesting != null
            && DecrementNesting != null
            && ClearCache != null;

    /// <summary>Switches it on until disposed.</summary>
    /// <param name="device">Type of the device whose operators are meant.</param>
    /// <returns>The scope; dispose it on the same thread.</returns>
    /// <exception cref="NotSupportedException">The loaded libtorch does not offer it.</exception>
    public static Autocast BFloat16(TorchSharp.DeviceType device) => IsPresent
        ? new Autocast((sbyte)device)
        : throw new NotSupportedException(
            "bfloat16 mixed precision needs libtorch 2.10, whose autocast functions were not found. Train in float32.");

    /// <summary>Ends the scope.</summary>
    public void Dispose()
    {
        if (!isOn)
        {
            return;
        }

        isOn = false;
        if (DecrementNesting() == 0)
        {
            ClearCache(); // casts of weights are kept until the outermost scope ends
        }

        SetEnabled(device, 0);
    }
}
