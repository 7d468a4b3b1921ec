namespace NormFace.Optimization;

/// <summary>
/// Moves parameters along their gradients: one call of the engine per step and group of equal factors.
/// </summary>
/// <remarks>
/// Parameters without a gradient stay as they are. A parameter with rate factor 0 is frozen and keeps no state.
/// </remarks>
public abstract class Optimizer : IDisposable
{
    private readonly IReadOnlyList<OptimizerGroup> groups;

    private protected Optimizer(IEnumerable<ParameterGroup> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Native.NativeStart.Ensure();
        groups = OptimizerGroup.Of(parameters);
        if (groups.Count == 0)
        {
            throw new ArgumentException(
                "parameters must contain at least one trainable parameter, but all are frozen or none was given.",
                nameof(parameters));
        }

        var twice = groups.SelectMany(group => group.Names)
            .CountBy(name => name)
            .FirstOrDefault(name => name.Value > 1);
        if (twice.Value > 1)
        {
            throw new ArgumentException(
                $"parameters must have unique names, but '{twice.Key}' occurs {twice.Value} times.",
                nameof(parameters));
        }
    }

    /// <summary>
    /// What the optimiser keeps between steps, by name: what a checkpoint must hold beside the weights.
    /// </summary>
    public abstract IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Numbers the optimiser keeps between steps, by name.</summary>
    public abstract IReadOnlyDictionary<string, double> Numbers { get; }

    /// <summary>Takes one step.</summary>
    /// <param name="rate">Base learning rate, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not above 0 and finite.</exception>
    public void Step(double rate)
    {
        Geometry.Require.Above(rate, 0);
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        for (var index = 0; index < groups.Count; index++)
        {
            Move(index, groups[index], rate);
        }

        AfterStep(rate);
    }

    /// <summary>Forgets all gradients.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in Parameters)
        {
            parameter.grad = null;
        }
    }

    /// <summary>Length of the gradient of all learning parameters together, before any clipping.</summary>
    /// <returns>The Euclidean norm; not finite where a gradient is not.</returns>
    public double GradientNorm()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var gradients = Parameters.Select(parameter => parameter.grad).OfType<Tensor>();
        var norms = gradients.Select(gradient => gradient.norm()).ToArray();
        return norms.Length == 0 ? 0 : stack(norms).to(ScalarType.Float64).norm().item<double>();
    }

    /// <summary>Multiplies every gradient by a factor.</summary>
    /// <param name="factor">The factor, finite.</param>
    public void ScaleGradients(double factor)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        foreach (var parameter in Parameters)
        {
            parameter.grad?.mul_(factor);
        }
    }

    /// <summary>
    /// Restores the numbers that were saved; the tensors of <see cref="State"/> are written in place.
    /// </summary>
    /// <param name="numbers">Numbers as <see cref="Numbers"/> gave them.</param>
    /// <exception cref="InvalidDataException">A number is missing or out of range; it is named.</exception>
    public abstract void RestoreNumbers(IReadOnlyDictionary<string, double> numbers);

    /// <summary>Releases the optimiser's own tensors; parameters are not its own.</summary>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    private protected IReadOnlyList<OptimizerGroup> Groups => groups;

    private protected abstract void Move(int index, OptimizerGroup group, double rate);

    private protected virtual void AfterStep(double rate)
    {
    }

    /// <summary>Releases the optimiser's own tensors.</summary>
    /// <param name="isDisposing">Whether called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            foreach (var tensor in State.Values)
            {
                tensor.Dispose();
            }
        }
    }

    /// <summary>The learning parameters of a group that have a gradient, by position.</summary>
    private protected static int[] WithGradient(OptimizerGroup group) =>
        [.. Enumerable.Range(0, group.Parameters.Count).Where(index => group.Parameters[index].grad is not null)];

    private protected static List<Tensor> ZerosLike(OptimizerGroup group)
    {
        var zeros = new List<Tensor>(group.Parameters.Count);
        foreach (var parameter in group.Parameters)
        {
            zeros.Add(zeros_like(parameter, requires_grad: false).DetachFromDisposeScope());
        }

        return zeros;
    }

    private IEnumerable<Parameter> Parameters => groups.SelectMany(group => group.Parameters);
}
