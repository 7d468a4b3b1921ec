using NormFace.Weights;

namespace NormFace.Conversion;

/// <summary>Everything a module holds, parameters and buffers, as stored tensors under their keys.</summary>
public static class StateDict
{
    /// <summary>Copies what a module holds.</summary>
    /// <param name="module">The module.</param>
    /// <returns>Parameters and buffers in the order of registration, row by row.</returns>
    /// <exception cref="ArgumentException">A tensor cannot be stored.</exception>
    public static IReadOnlyList<StoredTensor> Save(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return [.. module.state_dict().Select(entry => TensorStorage.ToStored(entry.Key, entry.Value))];
    }

    /// <summary>Copies stored tensors into a module: all of them, or none.</summary>
    /// <param name="module">
    /// The module. Types, devices and memory layouts stay; a floating type is converted to another.
    /// </param>
    /// <param name="tensors">The tensors under the module's keys.</param>
    /// <param name="source">Name of their file, for errors.</param>
    /// <remarks>
    /// The counters <c>num_batches_tracked</c>, which no result depends on, may be missing or left over.
    /// </remarks>
    /// <exception cref="InvalidDataException">
    /// Keys are missing, left over, come twice, or have another shape or kind of number; every one is named.
    /// </exception>
    public static void Load(Module module, IEnumerable<StoredTensor> tensors, string source)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(tensors);
        var wanted = module.state_dict();
        StoredTensor[] given = [.. tensors];
        StateMismatch.Throw(wanted, given, source);

        using var gradientOff = no_grad();
        foreach (var stored in given.Where(stored => wanted.ContainsKey(stored.Name)))
        {
            using var tensor = TensorStorage.ToTensor(stored);
            wanted[stored.Name].copy_(tensor);
        }
    }
}
