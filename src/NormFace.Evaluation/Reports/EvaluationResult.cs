using System.Text.Json.Nodes;

namespace NormFace.Reports;

/// <summary>What a protocol gave: figures in the documented JSON, as a page, and as curves.</summary>
public abstract record EvaluationResult
{
    private protected EvaluationResult()
    {
    }

    /// <summary>Files of curves: the name, and what writes one at a path.</summary>
    private protected virtual IReadOnlyList<(string Name, Action<string> Write)> Curves => [];

    /// <summary>
    /// The figures in the schema that <c>docs/evaluation.md</c> describes; names once there keep their meaning.
    /// </summary>
    /// <returns>
    /// The object. Rates lie in [0, 1]; a number that JSON cannot hold, such as an infinite threshold, is <c>null</c>.
    /// </returns>
    public abstract JsonObject ToJson();

    /// <summary>The figures as a page.</summary>
    /// <param name="png">
    /// Gives the picture at a path as a PNG file, or null if it is not at hand, for pages that show pairs. Default: no
    /// pictures.
    /// </param>
    /// <returns>The page.</returns>
    public abstract ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null);

    /// <summary>
    /// Writes the curves as CSV: ROC, DET and histogram of scores, or CMC and open-set curve of identification.
    /// </summary>
    /// <param name="folder">The folder; created if missing.</param>
    /// <returns>Names of the files; empty for a result without curves.</returns>
    /// <remarks>
    /// Numbers read back to the same bits. A curve of more than 100,000 points is thinned: what is left out lies within
    /// 1/10,000 of a point in the file, in TAR and on the logarithmic axis of FAR. A file appears whole or not at all;
    /// an existing one is replaced.
    /// </remarks>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> WriteCurves(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var curves = Curves;
        if (curves.Count > 0)
        {
            Directory.CreateDirectory(folder);
        }

        foreach (var (name, write) in curves)
        {
            write(Path.Combine(folder, name));
        }

        return [.. curves.Select(curve => curve.Name)];
    }
}
