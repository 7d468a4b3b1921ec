using System.Buffers;
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
        var faces = Enumerable.Range(0, count).Select(_ => new List<DetectedFace>()).ToArray();
        session.Run(
            SingleShotGraph.Pictures, planes, [count, 3, height, width], SingleShotGraph.Outputs,
            (level, _, values) =>
            {
                // Rented, since fresh pages for each picture take longer than the network does.
                var rented = ArrayPool<float>.Shared.Rent(values.Length);
                values.CopyTo(rented);
                var own = values.Length / count;
                for (var index = 0; index < count; index++)
                {
                    faces[index].AddRange(
                        Faces(rented.AsMemory(index * own, own), DetectionNetwork.Strides[level], width, threshold));
                }

                ArrayPool<float>.Shared.Return(rented);
            });
        return faces;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static IEnumerable<DetectedFace> Faces(
        ReadOnlyMemory<float> values, int stride, int width, double threshold)
    {
        var cells = new GridOutput(values, DetectionNetwork.NumbersPerCell, AreMaps: true);
        return new GridLevel(
            stride,
            width / stride,
            Offset: 0.5,
            PointShift: 0.5,
            Scores(cells.Maps(0, 1)),
            cells.Maps(1, 4),
            cells.Maps(5, 10)).Above(threshold);
    }

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
