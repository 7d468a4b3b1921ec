using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary>Options of commands that load an embedding model.</summary>
internal static class ModelOptions
{
    /// <summary>What <c>--model</c> means.</summary>
    public const string ModelDescription = "The model, .safetensors or .onnx:";

    /// <summary>What <c>--contract</c> means.</summary>
    public const string ContractDescription =
        "Contract of a third-party ONNX model; default: MODEL.contract.json beside it";

    /// <summary>Option for the model file.</summary>
    public static Option<FileInfo?> Model() => new("--model")
    {
        Description = $"{ModelDescription} the one to use, or faces-small, the small one that ships with the program; "
            + "default: faces, the large one.",
    };

    /// <summary>Option for the contract of an ONNX model.</summary>
    public static Option<FileInfo?> Contract() => new("--contract")
    {
        Description = $"{ContractDescription}.",
    };
}
