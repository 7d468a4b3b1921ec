namespace NormFace.Native;

/// <summary>Has a GPU take kernels that give the same bytes each time, until disposed.</summary>
/// <remarks>
/// By default cuDNN and sums by index add in the order in which threads finish, and a repeated run ends in other bytes.
/// The setting belongs to the process; what the program had set is put back. Operators without such a kernel run as
/// they are, with libtorch's warning.
/// </remarks>
internal sealed unsafe class RepeatableKernels : IDisposable
{
    // Members of at::Context: the object is the first argument.
    private static readonly nint GlobalContext = LibTorchExport.Find("_ZN2at13globalContextEv");
    private static readonly Switch Convolutions = new("18deterministicCuDNNEv", "21setDeterministicCuDNNEb");
    private static readonly Switch FillsMemory = new(
        "36deterministicFillUninitializedMemoryEv", "39setDeterministicFillUninitializedMemoryEb");

    private static readonly nint IsOn = LibTorchExport.Find(Switch.Getter + "23deterministicAlgorithmsEv");
    private static readonly nint IsWarning = LibTorchExport.Find(Switch.Getter + "31deterministicAlgorithmsWarnOnlyEv");
    private static readonly nint TurnOn = LibTorchExport.Find(NativeSymbol.DeterministicAlgorithms);

    private readonly nint context = ((delegate* unmanaged<nint>)GlobalContext)();
    private readonly (byte Convolutions, byte FillsMemory, byte IsOn, byte IsWarning) before;
    private bool isDisposed;

    private RepeatableKernels()
    {
        before = (Convolutions.Read(context), FillsMemory.Read(context), Read(context, IsOn), Read(context, IsWarning));
        Set(1, 0, 1, 1);
    }

    /// <summary>Whether the loaded libtorch offers it.</summary>
    public static bool IsPresent { get; } =
        GlobalContext != 0 && Convolutions.IsPresent && FillsMemory.IsPresent
        && IsOn != 0 && IsWarning != 0 && TurnOn != 0;

    /// <summary>Switches it on.</summary>
    /// <returns>Null on the processor, whose kernels are repeatable, and where libtorch does not offer it.</returns>
    public static RepeatableKernels? On(TorchSharp.DeviceType device) =>
        device == TorchSharp.DeviceType.CPU || !IsPresent ? null : new RepeatableKernels();

    /// <summary>Whether libtorch takes them now.</summary>
    public static bool AreTaken() => IsPresent && Read(((delegate* unmanaged<nint>)GlobalContext)(), IsOn) == 1;

    /// <summary>Puts the settings back.</summary>
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            Set(before.Convolutions, before.FillsMemory, before.IsOn, before.IsWarning);
        }
    }

    private void Set(byte convolutions, byte fillsMemory, byte isOn, byte isWarning)
    {
        Convolutions.Write(context, convolutions);
        FillsMemory.Write(context, fillsMemory); // a debugging aid: a pass over every new tensor
        ((delegate* unmanaged<nint, byte, byte, void>)TurnOn)(context, isOn, isWarning);
    }

    private static byte Read(nint context, nint getter) => ((delegate* unmanaged<nint, byte>)getter)(context);

    private readonly record struct Switch(nint Get, nint Put)
    {
        public const string Getter = "_ZNK2at7Context";

        public Switch(string getter, string setter)
            : this(LibTorchExport.Find(Getter + getter), LibTorchExport.Find("_ZN2at7Context" + setter))
        {
        }

        public bool IsPresent => Get != 0 && Put != 0;

        public byte Read(nint context) => ((delegate* unmanaged<nint, byte>)Get)(context);

        public void Write(nint context, byte value) => ((delegate* unmanaged<nint, byte, void>)Put)(context, value);
    }
}
