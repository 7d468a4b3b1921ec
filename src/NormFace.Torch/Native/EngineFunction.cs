namespace NormFace.Native;

/// <summary>A function of libtorch that TorchSharp does not offer and that NormFace uses where it exists.</summary>
/// <param name="Feature">What it gives, in a word or two.</param>
/// <param name="Name">Its exported name.</param>
/// <param name="IsPresent">Whether the loaded libtorch exports it.</param>
/// <param name="CostOfAbsence">What a user loses without it.</param>
public sealed record EngineFunction(string Feature, string Name, bool IsPresent, string CostOfAbsence);
