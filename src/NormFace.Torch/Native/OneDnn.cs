namespace NormFace.Native;

/// <summary>The library by which libtorch computes convolutions on a processor.</summary>
internal static unsafe class OneDnn
{
    private static readonly delegate* unmanaged<nint> Context =
        (delegate* unmanaged<nint>)LibTorchExport.Find("_ZN2at13globalContextEv");

    private static readonly delegate* unmanaged<nint, byte> IsEnabled =
        (delegate* unmanaged<nint, byte>)LibTorchExport.Find("_ZNK2at7Context17userEnabledMkldnnEv");

    private static readonly delegate* unmanaged<nint, byte, void> Enable =
        (delegate* unmanaged<nint, byte, void>)LibTorchExport.Find(NativeSymbol.OneDnnSwitch);

    /// <summary>Whether it is used, and can be switched off.</summary>
    public static bool IsOn => Context != null && IsEnabled != null && Enable != null && IsEnabled(Context()) != 0;

    /// <summary>Switches it off for this process. Does nothing where libtorch has no such switch.</summary>
    public static void SwitchOff()
    {
        if (Context != null && Enable != null)
        {
            Enable(Context(), 0);
        }
    }
}
