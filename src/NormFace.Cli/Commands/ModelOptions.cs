using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary>Options of commands that load an embedding model.</summary>
internal static class ModelOptions
{
    /// <summary>Option for the model file.</summary>
    public static Option<FileInfo?> Model() => new("--model")
    {
        Description = "The model, .safetensors or .onnx; default: the model that ships with the program.",
    };

    /// <summary>Option for the contract of an ONNX model.</summary>
    public static Option<FileInfo?> Contract() => new("--contract")
    {
        Description = "Contract of a third-party ONNX model; default: MODEL.contract.json beside it.",
    };
}
