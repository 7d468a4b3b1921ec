using NormFace.Detection.Grids;
using NormFace.Networks;
using NormFace.Running;

namespace NormFace.Detection;

/// <summary>The network of the detector that ships: planes in, faces out, cell by cell.</summary>
internal sealed class SingleShotNetwork : IDisposable
{
    private readonly OnnxSession session;

    private SingleShotNetwork(OnnxSession session, byte[] graph) => (this.session, Graph) = (session, graph);

    /// <summary>The graph that is computed, as an ONNX file.</summary>
    public byte[] Graph { get; }

    /// <summary>Reads weights.</summary>
    /// <param name="path">The weights.</param>
    /// <param name="threads">Threads of an operator.</param>
    public static SingleShotNetwork Read(string path, int threads)
    {
        var graph = SingleShotGraph.Read(path);
        return new SingleShotNetwork(OnnxSession.Open(graph, path, threads), graph);
    }

    /// <summary>What the cells say of some inputs of one size; a face has several cells.</summary>
    /// <param name="planes">Red, green, blue, <c>[count, 3, height, width]</c>.</param>
    /// <param name="count">Number of inputs.</param>
    /// <param name="width">Columns, a multiple of 32.</param>
    /// <param name="height">Rows, a multiple of 32.</param>
    /// <param name="threshold">Least score of a cell.</param>
    /// <returns>For each input its faces, in pixels of the input.</returns>
    public IReadOnlyList<IReadOnlyList<DetectedFace>> Cells(
        Memory<float> planes, int count, int width, int height, double threshold)
    {
        var results = session.Run(
            SingleShotGraph.Pictures, planes, [count, 3, height, width], SingleShotGraph.Outputs);
        return [.. Enumerable.Range(0, count).Select(index => Faces(results, index, count, width, threshold))];
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static DetectedFace[] Faces(
        SessionOutput[] results, int index, int count, int width, double threshold) =>
    [
        .. DetectionNetwork.Strides.SelectMany((stride, level) =>
        {
            var own = results[level].Values.Length / count;
            var cells = new GridOutput(
                results[level].Values.AsMemory(index * own, own), DetectionNetwork.NumbersPerCell, AreMaps: true);
            return new GridLevel(
                stride,
                width / stride,
                Offset: 0.5,
                PointShift: 0.5,
                Scores(cells.Maps(0, 1)),
                cells.Maps(1, 4),
                cells.Maps(5, 10)).Above(threshold);
        }),
    ];

    private static GridOutput Scores(GridOutput logits)
    {
        var scores = logits.Values.ToArray();
        foreach (ref var score in scores.AsSpan())
        {
            score = 1 / (1 + MathF.Exp(-score));
        }

        return new GridOutput(scores, 1, AreMaps: true);
    }
}
