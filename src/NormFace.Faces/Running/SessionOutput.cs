namespace NormFace.Running;

/// <summary>A tensor that came out of a graph.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its numbers, row by row.</param>
internal sealed record SessionOutput(long[] Shape, float[] Values)
{
    /// <summary>Refuses another shape.</summary>
    /// <param name="file">The network, for the error.</param>
    /// <param name="wanted">Length of every axis; -1 for any.</param>
    /// <exception cref="InvalidDataException">The shape is another.</exception>
    public void Require(string file, params ReadOnlySpan<long> wanted)
    {
        var isWanted = Shape.Length == wanted.Length;
        for (var axis = 0; isWanted && axis < wanted.Length; axis++)
        {
            isWanted = wanted[axis] < 0 || wanted[axis] == Shape[axis];
        }

        if (!isWanted)
        {
            var expected = string.Join(", ", wanted.ToArray().Select(length => length < 0 ? "any" : $"{length}"));
            throw new InvalidDataException(
                $"{file}: expected an output of shape [{expected}], found [{string.Join(", ", Shape)}].");
        }
    }
}
