using NormFace.Native;
using NormFace.Settings;

namespace NormFace.Optimization;

/// <summary>
/// Stochastic gradient descent with momentum by Caffe's rule, in which the rate goes into the momentum.
/// </summary>
/// <remarks>
/// <para>
/// <c>v ← μ v + r (g + λ w);  w ← w − v</c>, with <c>r</c> and <c>λ</c> the base values times the parameter's own
/// factors. The usual rule, <c>u ← μ u + g + λ w;  w ← w − r u</c>, is the same while the rate stays; when it falls,
/// Caffe's steps fall over the next steps and the usual ones at once.
/// </para>
/// <para>
/// Here <c>u = v / r</c> is kept, so that one fused call does the step: where the rate changes from <c>r′</c> to
/// <c>r</c>, the momentum of that step is <c>μ r′ / r</c>, and the two rules agree again.
/// </para>
/// <para>
/// Source: Caffe's SGD solver; Wang et al., "NormFace", arXiv:1704.06369, and its release. Symbols: docs/math.md#sgd.
/// </para>
/// </remarks>
public sealed class CaffeSgd : Optimizer
{
    private const string RateName = "rate";

    private readonly SgdOptions options;
    private readonly IReadOnlyList<IReadOnlyList<Tensor>> velocities; // u, by group and parameter
    private double lastRate;

    /// <summary>Creates the optimiser at rest.</summary>
    /// <param name="parameters">What learns, with factors on rate and decay.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">
    /// Nothing learns, a name occurs twice, or an option is out of range.
    /// </exception>
    public CaffeSgd(IEnumerable<ParameterGroup> parameters, SgdOptions? options = null)
        : base(parameters)
    {
        this.options = OptionsSection.Check(options ?? new SgdOptions());
        velocities = [.. Groups.Select(ZerosLike)];
        State = Groups.SelectMany((group, index) => group.Names.Zip(velocities[index]))
            .ToDictionary(pair => $"momentum.{pair.First}", pair => pair.Second);
    }

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, Tensor> State { get; }

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, double> Numbers =>
        new Dictionary<string, double> { [RateName] = lastRate };

    /// <inheritdoc />
    public override void RestoreNumbers(IReadOnlyDictionary<string, double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        lastRate = numbers.TryGetValue(RateName, out var rate) && rate >= 0
            ? rate
            : throw new InvalidDataException($"The saved optimiser must hold the number '{RateName}', at least 0.");
    }

    /// <summary>
    /// Whether the step is one fused call of libtorch; else it is a few calls per parameter, with the same result.
    /// </summary>
    internal bool IsFused { get; init; } = Dispatcher.IsPresent;

    private protected override void Move(int index, OptimizerGroup group, double rate)
    {
        var groupRate = rate * group.LearningRateFactor;
        var groupDecay = options.Decay * group.DecayFactor;
        var groupMomentum = lastRate == 0 ? options.Momentum : options.Momentum * (lastRate / rate);
        var chosen = WithGradient(group);
        if (chosen.Length == 0)
        {
            return;
        }

        var gradients = chosen.Select(position => group.Parameters[position].grad!).ToArray();
        if (IsFused)
        {
            Dispatcher.Call("aten::_fused_sgd_", "",
            [
                Dispatcher.Argument([.. chosen.Select(position => group.Parameters[position])]),
                Dispatcher.Argument(gradients),
                Dispatcher.Argument([.. chosen.Select(position => velocities[index][position])]),
                Dispatcher.Argument(groupDecay),
                Dispatcher.Argument(groupMomentum),
                Dispatcher.Argument(groupRate),
                Dispatcher.Argument(0.0), // dampening
                Dispatcher.Argument(false), // Nesterov
                Dispatcher.Argument(false), // maximise
                Dispatcher.Argument(false), // first step: our velocities start at 0 instead
                Dispatcher.None,
                Dispatcher.None,
            ]);
            return;
        }

        foreach (var (gradient, position) in gradients.Zip(chosen))
        {
            var (parameter, velocity) = (group.Parameters[position], velocities[index][position]);
            velocity.mul_(groupMomentum).add_(gradient).add_(parameter, alpha: groupDecay);
            parameter.add_(velocity, alpha: -groupRate);
        }
    }

    private protected override void AfterStep(double rate) => lastRate = rate;
}
