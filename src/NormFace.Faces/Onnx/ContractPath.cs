namespace NormFace.Onnx;

/// <summary>Where the contract of a foreign network lies: <c>model.contract.json</c> for <c>model.onnx</c>.</summary>
internal static class ContractPath
{
    /// <summary>The path.</summary>
    public static string For(string modelPath) => Path.ChangeExtension(modelPath, ".contract.json");
}
