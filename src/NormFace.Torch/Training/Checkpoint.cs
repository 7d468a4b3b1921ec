using System.Globalization;
using NormFace.Conversion;

namespace NormFace.Training;

/// <summary>Everything a run needs to go on: weights, agents, optimiser, position.</summary>
/// <remarks>
/// Order, augmentation and dropout are pure functions of seed and step, so the step is the random state and the
/// loader's position.
/// </remarks>
internal static class Checkpoint
{
    private const string StepName = "step";
    private const string LossSumName = "lossSum";
    private const string StepCountName = "stepCount";
    private const string BFloat16ProductsName = "bfloat16Products";
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
        if (PrecisionChoice.HasBFloat16Products(session))
        {
            numbers[BFloat16ProductsName] = 1;
        }

        foreach (var (name, value) in session.Optimizer.Numbers)
        {
            numbers[OptimizerPrefix + name] = value;
        }

        var tensors = Tensors(session).Select(named => TensorStorage.ToStored(named.Name, named.Tensor)).ToArray();
        try
        {
            new CheckpointFile(numbers, Engine(), PrecisionChoice.IsBFloat16(session), tensors)
                .Write(folder.CheckpointPath(step));
            folder.DropCheckpointsAfter(step);
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

    /// <summary>Restores the newest intact checkpoint. A damaged one leaves the session as it is.</summary>
    /// <returns>Steps taken; 0 if there is no intact checkpoint.</returns>
    /// <exception cref="InvalidDataException">A checkpoint is of a version that did not check everything.</exception>
    public static long Resume(
        RunFolder folder, TrainingSession session, LogInterval interval, TrainingObserver observer)
    {
        var paths = folder.Checkpoints;
        foreach (var path in paths)
        {
            try
            {
                var file = CheckpointFile.Read(path);
                RequireStep(file, path);
                var step = Restore(file, session, interval);
                if (file.Engine != Engine())
                {
                    observer.Noticed($"The run started with {file.Engine} and continues with {Engine()}: "
                        + "the result is equivalent, but not bit-identical.");
                }

                observer.Noticed($"Resumed after step {step}.");
                return step;
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                observer.Noticed($"The checkpoint '{Path.GetFileName(path)}' is damaged and skipped: {error.Message}");
            }
            catch (NotSupportedException error)
            {
                throw new InvalidDataException(error.Message, error);
            }
        }

        if (paths.Count > 0)
        {
            observer.Noticed("No intact checkpoint is left: the run starts again at step 0.");
        }

        return 0;
    }

    // The names say which checkpoint is the newest, so an exchanged file must not pass for another.
    private static void RequireStep(CheckpointFile file, string path)
    {
        if (file.Numbers[StepName] != RunFolder.StepOf(path))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"its name says step {RunFolder.StepOf(path)}, its content {file.Numbers[StepName]}."));
        }
    }

    private static long Restore(CheckpointFile file, TrainingSession session, LogInterval interval)
    {
        var saved = file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        (Tensor Place, Tensor Value)[] restored = [.. Tensors(session).Select(named => (named.Tensor, Saved(named)))];

        // Nothing is changed before everything has been found.
        session.Optimizer.RestoreNumbers(file.Numbers
            .Where(number => number.Key.StartsWith(OptimizerPrefix, StringComparison.Ordinal))
            .ToDictionary(number => number.Key[OptimizerPrefix.Length..], number => number.Value));
        foreach (var (place, value) in restored)
        {
            place.copy_(value);
        }

        session.IsBFloat16 = file.IsBFloat16;
        session.HasBFloat16Products = file.Numbers.ContainsKey(BFloat16ProductsName);
        (interval.LossSum, interval.StepCount) = (file.Numbers[LossSumName], file.Numbers[StepCountName]);
        return (long)file.Numbers[StepName];

        Tensor Saved((string Name, Tensor Tensor) wanted)
        {
            var value = saved.TryGetValue(wanted.Name, out var stored) ? TensorStorage.ToTensor(stored) : null;
            return value is not null && value.dtype == wanted.Tensor.dtype
                && value.shape.SequenceEqual(wanted.Tensor.shape)
                ? value
                : throw new InvalidDataException(
                    $"expected '{wanted.Name}', {wanted.Tensor.dtype} of shape "
                    + $"[{string.Join(", ", wanted.Tensor.shape)}], found {stored?.ToString() ?? "none"}.");
        }
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

    // What else the bits depend on.
    private static string Engine() =>
        string.Create(CultureInfo.InvariantCulture, $"libtorch {__version__} and {get_num_threads()} threads");
}
