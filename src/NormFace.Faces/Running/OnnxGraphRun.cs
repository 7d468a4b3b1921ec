namespace NormFace.Running;

/// <summary>Computes an ONNX file once, as ONNX Runtime does it: for comparisons.</summary>
public static class OnnxGraphRun
{
    /// <summary>Computes every output of a graph with one input.</summary>
    /// <param name="onnx">The file's bytes.</param>
    /// <param name="name">Name for errors.</param>
    /// <param name="values">The input's numbers, row by row.</param>
    /// <param name="shape">The input's shape.</param>
    /// <returns>The numbers of each output, in the graph's order.</returns>
    /// <exception cref="InvalidDataException">ONNX Runtime refuses the file or the input; its words are quoted.</exception>
    public static IReadOnlyList<float[]> Of(ReadOnlyMemory<byte> onnx, string name, float[] values, long[] shape)
    {
        using var session = OnnxSession.Open(onnx.ToArray(), name, Environment.ProcessorCount);
        return [.. session.Run(session.Input(null), values, shape, [.. session.Outputs]).Select(output => output.Values)];
    }
}
