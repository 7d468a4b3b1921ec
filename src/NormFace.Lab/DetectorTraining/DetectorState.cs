using System.Globalization;
using System.Runtime.InteropServices;
using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Optimization;
using NormFace.Weights;

namespace NormFace.DetectorTraining;

/// <summary>A training between two steps: weights, their moving average, the optimiser.</summary>
internal sealed class DetectorState(PlanModule network, PlanModule average, Optimizer optimizer)
{
    private const string StepKey = "step", RecipeKey = "recipe", WeightsPrefix = "weights.", AveragePrefix = "average.",
        OptimizerPrefix = "optimizer.", NumberPrefix = "number.";

    /// <summary>Writes everything to a file.</summary>
    public void Save(string path, long step, string recipe)
    {
        var texts = optimizer.Numbers.ToDictionary(
            number => NumberPrefix + number.Key, number => number.Value.ToString("R", CultureInfo.InvariantCulture));
        texts[StepKey] = step.ToString(CultureInfo.InvariantCulture);
        texts[RecipeKey] = recipe;
        SafetensorsFile.Write(
            path,
            [
                .. StateDict.Save(network).Select(tensor => tensor.Named(WeightsPrefix + tensor.Name)),
                .. StateDict.Save(average).Select(tensor => tensor.Named(AveragePrefix + tensor.Name)),
                .. optimizer.State.Select(state => Stored(OptimizerPrefix + state.Key, state.Value)),
            ],
            texts);
    }

    /// <summary>Reads a file that was saved.</summary>
    /// <returns>The step that comes next.</returns>
    /// <exception cref="InvalidDataException">It is of another recipe.</exception>
    public long Load(string path, string recipe)
    {
        var file = SafetensorsFile.Read(path);
        if (file.Metadata.GetValueOrDefault(RecipeKey) != recipe)
        {
            throw new InvalidDataException(
                $"{path} was started with another recipe and cannot be resumed. Choose another folder.");
        }

        StateDict.Load(network, Under(file, WeightsPrefix), path);
        StateDict.Load(average, Under(file, AveragePrefix), path);
        using var gradientOff = no_grad();
        foreach (var stored in Under(file, OptimizerPrefix))
        {
            var to = optimizer.State[stored.Name];
            to.copy_(tensor(MemoryMarshal.Cast<byte, float>(stored.Bytes.Span).ToArray())
                .view(to.shape));
        }

        optimizer.RestoreNumbers(file.Metadata
            .Where(text => text.Key.StartsWith(NumberPrefix, StringComparison.Ordinal))
            .ToDictionary(
                text => text.Key[NumberPrefix.Length..],
                text => double.Parse(text.Value, CultureInfo.InvariantCulture)));
        return long.Parse(file.Metadata[StepKey], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<StoredTensor> Under(SafetensorsFile file, string prefix) => file.Tensors
        .Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(tensor => tensor.Named(tensor.Name[prefix.Length..]));

    private static StoredTensor Stored(string name, Tensor state) => new(
        name, StoredType.F32, state.shape, state.contiguous().bytes.ToArray());
}
