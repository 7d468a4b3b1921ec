using NormFace.Onnx;
using NormFace.Storage;
using NormFace.Weights;

namespace NormFace.Detection;

/// <summary>Finds and reads the weights of MTCNN's three networks in a folder.</summary>
internal static class MtcnnFiles
{
    private static readonly (string[] Names, WeightForm Form)[] Sets =
    [
        (["det1.caffemodel", "det2.caffemodel", "det3.caffemodel"], WeightForm.Caffe),
        (["pnet.pt", "rnet.pt", "onet.pt"], WeightForm.Torch),
    ];

    /// <summary>Names of the networks that <c>normface export</c> writes, in the order they run.</summary>
    public static readonly string[] Exported = ["pnet.onnx", "rnet.onnx", "onet.onnx"];

    /// <summary>Names of the files that a folder must hold, for errors and help.</summary>
    public static string Known =>
        string.Join("; or ", [.. Sets.Select(set => string.Join(", ", set.Names)), string.Join(", ", Exported)]);

    /// <summary>The three networks as ONNX files' bytes, whatever form they are kept in.</summary>
    /// <exception cref="FileNotFoundException">The folder does not hold them.</exception>
    /// <exception cref="InvalidDataException">A file is broken or not of its network.</exception>
    public static IReadOnlyList<(byte[] Model, string File)> Networks(string folder) => HoldsAll(folder, Exported)
        ? [.. Exported.Select(name => Path.Combine(folder, name)).Select(path => (PlainFile.ReadAllBytes(path), path))]
        : [.. Weights(folder).Select(weights => (OnnxWriter.Write(MtcnnGraphs.Of(weights)), weights.File))];

    /// <summary>The weights of the three networks, each upright and in our order of numbers.</summary>
    /// <exception cref="FileNotFoundException">The folder does not hold them.</exception>
    /// <exception cref="InvalidDataException">A file is broken.</exception>
    public static IEnumerable<LayerWeightsOfStage> Weights(string folder)
    {
        foreach (var (names, form) in Sets.Where(set => HoldsAll(folder, set.Names)))
        {
            return names.Select(name => Path.Combine(folder, name))
                .Select(
                    (path, stage) => new LayerWeightsOfStage(
                        (MtcnnStage)stage,
                        MtcnnOrder.Upright(ForeignWeights.Read(path), form, (MtcnnStage)stage, path),
                        path));
        }

        throw new FileNotFoundException(
            $"{folder} must hold the weights of MTCNN: {Known}. It does not hold all of any of these{Below(folder)}.");
    }

    private static bool HoldsAll(string folder, string[] names) =>
        Array.TrueForAll(names, name => File.Exists(Path.Combine(folder, name)));

    // The weights often lie one folder deeper.
    private static string Below(string folder) => Directory.Exists(folder)
        && Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).FirstOrDefault(
            below => HoldsAll(below, Exported) || Sets.Any(set => HoldsAll(below, set.Names))) is { } deeper
        ? $"; {deeper} does" : "";
}
