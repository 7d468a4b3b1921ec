namespace NormFace.Running;

/// <summary>Computes an ONNX file once, as ONNX Runtime does it: for comparisons.</summary>
internal static class OnnxGraphRun
{
    /// <summary>Computes every output of a graph with one input, in the graph's order.</summary>
    /// <exception cref="InvalidDataException">ONNX Runtime refuses the file or the input; its words are
    /// quoted.</exception>
    public static IReadOnlyList<float[]> Of(ReadOnlyMemory<byte> onnx, string name, float[] values, long[] shape)
    {
        using var session = OnnxSession.Open(onnx.ToArray(), name, Environment.ProcessorCount);
        return
        [
            .. session.Run(session.Input(null), values, shape, [.. session.Outputs]).Select(output => output.Values),
        ];
    }
}
