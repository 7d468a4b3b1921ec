using NormFace.Models;
using NormFace.Weights;

namespace NormFace.Graphs;

/// <summary>The learned numbers of a network by the names that its published form gives them.</summary>
/// <param name="tensors">The tensors.</param>
/// <param name="file">Name of their file, for errors.</param>
internal sealed class LayerWeights(IEnumerable<StoredTensor> tensors, string file)
{
    private readonly Dictionary<string, StoredTensor> byName = ByName(tensors, file);

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="InvalidDataException">There is none, or it does not hold finite numbers of 16 or 32
    /// bits.</exception>
    public (float[] Numbers, long[] Shape) Get(string name)
    {
        if (!byName.TryGetValue(name, out var tensor))
        {
            throw new InvalidDataException(
                $"{file}: expected the weights '{name}', found none. Is the file of this network?");
        }

        var numbers = HalfWeights.Singles(tensor) ?? throw new InvalidDataException(
            $"{file}({name}): expected float32 or float16, found {tensor.Type}. Save the weights as float32.");
        return Array.TrueForAll(numbers, float.IsFinite)
            ? (numbers, [.. tensor.Shape])
            : throw new InvalidDataException(
                $"{file}({name}): expected finite numbers, found NaN or infinity. The training diverged, or the file "
                + "is damaged.");
    }

    /// <summary>The tensor of a name, which must have a shape.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another shape.</exception>
    public float[] Get(string name, params long[] shape)
    {
        var (numbers, found) = Get(name);
        return found.SequenceEqual(shape) ? numbers
            : throw new InvalidDataException(
                $"{file}({name}): expected the shape [{string.Join(", ", shape)}], found "
                + $"[{string.Join(", ", found)}].");
    }

    /// <summary>Throws unless there is a tensor of a name and shape.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another shape.</exception>
    public void RequireShape(string name, IReadOnlyList<long> shape)
    {
        if (byName.TryGetValue(name, out var tensor) && !tensor.Shape.SequenceEqual(shape))
        {
            throw new InvalidDataException(
                $"{file}({name}): expected the shape [{string.Join(", ", shape)}], found "
                + $"[{string.Join(", ", tensor.Shape)}].");
        }
    }

    private static Dictionary<string, StoredTensor> ByName(IEnumerable<StoredTensor> tensors, string file)
    {
        var byName = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (!byName.TryAdd(tensor.Name, tensor))
            {
                throw new InvalidDataException($"{file}: expected every name once, found '{tensor.Name}' twice.");
            }
        }

        return byName;
    }
}
