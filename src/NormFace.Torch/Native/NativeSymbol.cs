namespace NormFace.Native;

/// <summary>A function of libtorch that TorchSharp does not offer and that NormFace uses where it exists.</summary>
/// <param name="Feature">What it gives, in a word or two.</param>
/// <param name="Name">Its exported name.</param>
/// <param name="CostOfAbsence">What a user loses without it.</param>
internal sealed record NativeSymbol(string Feature, string Name, string CostOfAbsence)
{
    internal const string DeterministicAlgorithms = "_ZN2at7Context26setDeterministicAlgorithmsEbb",
        OneDnnSwitch = "_ZN2at7Context20setUserEnabledMkldnnEb";

    /// <summary>All optional symbols, in the order they are reported.</summary>
    public static IReadOnlyList<NativeSymbol> All { get; } =
    [
        new("dispatcher", "aoti_torch_call_dispatcher",
            "no fused optimiser step and no channels_last: training on the CPU is slower"),
        new("autocast: switch", "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb",
            "no bfloat16 mixed precision: networks train in float32, about half as fast where the CPU has bfloat16 "
            + "units"),
        new("autocast: type", "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE",
            "no bfloat16 mixed precision: networks train in float32, about half as fast where the CPU has bfloat16 "
            + "units"),
        new("autocast: cache", "_ZN2at8autocast11clear_cacheEv",
            "no bfloat16 mixed precision: networks train in float32, about half as fast where the CPU has bfloat16 "
            + "units"),
        new("repeatable kernels", DeterministicAlgorithms,
            "runs on a GPU are not byte-reproducible; no effect on the CPU"),
        new("oneDNN: switch", OneDnnSwitch,
            "convolutions that oneDNN computes wrongly on this processor stay wrong"),
        new("GEMM float32", "SGEMM", "matrix products only through tensors; no effect at present"),
        new("GEMM bfloat16", "cblas_gemm_bf16bf16f32",
            "no bfloat16 product with float32 sums outside tensors: large heads stay in float32"),
        new("thread pool", "torch_get_num_threads", "own kernels cannot share libtorch's threads"),
    ];

    /// <summary>Description of the symbol, and whether the loaded libtorch exports it.</summary>
    /// <exception cref="NativeStartException">libtorch cannot be loaded here.</exception>
    public EngineFunction ToFunction() => new(Feature, Name, LibTorchExport.Find(Name) != 0, CostOfAbsence);
}
