using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using NormFace.Conversion;
using NormFace.Weights;

namespace NormFace.Training;

/// <summary>
/// Everything a run needs to go on: weights, agents, optimiser, position. One file, checked by its own hash.
/// </summary>
/// <remarks>
/// Order, augmentation and dropout are pure functions of seed and step, so the step is the random state and the
/// loader's position.
/// </remarks>
internal static class Checkpoint
{
    private const string NumbersKey = "numbers";
    private const string HashKey = "sha256";
    private const string EngineKey = "engine";
    private const string PrecisionKey = "isBFloat16";
    private const string StepName = "step";
    private const string LossSumName = "lossSum";
    private const string StepCountName = "stepCount";
    private const string OptimizerPrefix = "optimizer.";

    /// <summary>Writes a checkpoint, in full or not at all, and deletes old ones.</summary>
    public static void Write(RunFolder folder, TrainingSession session, LogInterval interval, long step)
    {
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            [StepName] = step,
            [LossSumName] = interval.LossSum,
            [StepCountName] = interval.StepCount,
        };
        foreach (var (name, value) in session.Optimizer.Numbers)
        {
            numbers[OptimizerPrefix + name] = value;
        }

        var tensors = Tensors(session).Select(named => TensorStorage.ToStored(named.Name, named.Tensor)).ToArray();
        try
        {
            SafetensorsFile.Write(folder.CheckpointPath(step), tensors, new Dictionary<string, string>
            {
                [NumbersKey] = JsonSerializer.Serialize(numbers),
                [HashKey] = Hash(tensors),
                [EngineKey] = Engine(),
                [PrecisionKey] = PrecisionChoice.IsBFloat16(session).ToString(),
            });
            folder.PruneCheckpoints(session.Recipe.Run.KeptCheckpoints);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var last = folder.Checkpoints.Select(RunFolder.StepOf).FirstOrDefault();
            throw new IOException(
                $"The checkpoint of step {step} cannot be written: {error.Message} "
                + $"Free space or fix permissions, then resume from step {last} with --resume.", error);
        }
    }

    /// <summary>Restores the newest intact checkpoint.</summary>
    /// <returns>Steps taken; 0 if there is no checkpoint.</returns>
    public static long Resume(
        RunFolder folder, TrainingSession session, LogInterval interval, TrainingObserver observer)
    {
        foreach (var path in folder.Checkpoints)
        {
            try
            {
                var step = Restore(SafetensorsFile.Read(path), session, interval, observer);
                observer.Noticed($"Resumed after step {step}.");
                return step;
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                observer.Noticed($"The checkpoint '{Path.GetFileName(path)}' is damaged and skipped: {error.Message}");
            }
        }

        return 0;
    }

    private static long Restore(
        SafetensorsFile file, TrainingSession session, LogInterval interval, TrainingObserver observer)
    {
        if (!file.Metadata.TryGetValue(NumbersKey, out var text) || !file.Metadata.TryGetValue(HashKey, out var hash))
        {
            throw new InvalidDataException("it is not a checkpoint of a run.");
        }

        if (Hash(file.Tensors) != hash)
        {
            throw new InvalidDataException("its content does not match its hash.");
        }

        if (file.Metadata.TryGetValue(EngineKey, out var engine) && engine != Engine())
        {
            observer.Noticed($"The run started with {engine} and continues with {Engine()}: "
                + "the result is equivalent, but not bit-identical.");
        }

        var numbers = JsonSerializer.Deserialize<Dictionary<string, double>>(text)
            ?? throw new InvalidDataException("its numbers cannot be read.");
        var saved = file.Tensors.ToDictionary(tensor => tensor.Name);
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        foreach (var (name, tensor) in Tensors(session))
        {
            if (!saved.TryGetValue(name, out var stored) || !stored.Shape.SequenceEqual(tensor.shape))
            {
                throw new InvalidDataException(
                    $"it does not hold '{name}' of shape [{string.Join(", ", tensor.shape)}].");
            }

            tensor.copy_(TensorStorage.ToTensor(stored));
        }

        session.Optimizer.RestoreNumbers(numbers
            .Where(number => number.Key.StartsWith(OptimizerPrefix, StringComparison.Ordinal))
            .ToDictionary(number => number.Key[OptimizerPrefix.Length..], number => number.Value));
        if (file.Metadata.TryGetValue(PrecisionKey, out var precision) && bool.TryParse(precision, out var isBFloat16))
        {
            session.IsBFloat16 = isBFloat16;
        }

        (interval.LossSum, interval.StepCount) = (numbers[LossSumName], numbers[StepCountName]);
        return (long)numbers[StepName];
    }

    // In a fixed order, so that equal states are equal bytes.
    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(TrainingSession session)
    {
        foreach (var (name, tensor) in session.Network.state_dict())
        {
            yield return ($"network.{name}", tensor);
        }

        foreach (var (name, tensor) in session.Loss.state_dict())
        {
            yield return ($"loss.{name}", tensor);
        }

        foreach (var (name, tensor) in session.Optimizer.State)
        {
            yield return (OptimizerPrefix + name, tensor);
        }
    }

    private static string Hash(IEnumerable<StoredTensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            hash.AppendData(tensor.Bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What else the bits depend on.
    private static string Engine() =>
        string.Create(CultureInfo.InvariantCulture, $"libtorch {__version__} and {get_num_threads()} threads");
}
