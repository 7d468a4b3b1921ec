using NormFace.Native;
using NormFace.Settings;

namespace NormFace.Optimization;

/// <summary>Adam with decoupled weight decay.</summary>
/// <remarks>
/// <c>w ← w − r λ w;  m ← β₁ m + (1 − β₁) g;  q ← β₂ q + (1 − β₂) g²;  w ← w − r m̂ / (√q̂ + ε)</c>, with both
/// averages corrected for their start at 0. Source: Loshchilov, Hutter, "Decoupled weight decay regularization",
/// arXiv:1711.05101.
/// </remarks>
public sealed class FusedAdamW : Optimizer
{
    private const string StepsName = "steps";

    private readonly AdamWOptions options;
    private readonly IReadOnlyList<IReadOnlyList<Tensor>> means; // m, by group and parameter
    private readonly IReadOnlyList<IReadOnlyList<Tensor>> squares; // q
    private long steps;

    /// <summary>Creates the optimiser at rest.</summary>
    /// <param name="parameters">What learns, with factors on rate and decay.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">
    /// Nothing learns, a name occurs twice, or a number is out of range.
    /// </exception>
    public FusedAdamW(IEnumerable<ParameterGroup> parameters, AdamWOptions? options = null)
        : base(parameters)
    {
        this.options = OptionsSection.Check(options ?? new AdamWOptions());
        means = [.. Groups.Select(ZerosLike)];
        squares = [.. Groups.Select(ZerosLike)];
        State = Groups.SelectMany((group, index) => group.Names.SelectMany((name, position) => new[]
        {
            (Name: $"mean.{name}", Tensor: means[index][position]),
            (Name: $"square.{name}", Tensor: squares[index][position]),
        })).ToDictionary(pair => pair.Name, pair => pair.Tensor);
    }

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, Tensor> State { get; }

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, double> Numbers =>
        new Dictionary<string, double> { [StepsName] = steps };

    /// <inheritdoc />
    public override void RestoreNumbers(IReadOnlyDictionary<string, double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        steps = numbers.TryGetValue(StepsName, out var saved) && saved >= 0
            ? (long)saved
            : throw new InvalidDataException($"The saved optimiser must hold the number '{StepsName}', at least 0.");
    }

    /// <summary>Whether the step is one fused call of libtorch; else it is a few calls per parameter.</summary>
    internal bool IsFused { get; init; } = Dispatcher.IsPresent;

    private protected override void Move(int index, OptimizerGroup group, double rate)
    {
        var groupRate = rate * group.LearningRateFactor;
        var decay = options.Decay * group.DecayFactor;
        var chosen = WithGradient(group);
        if (chosen.Length == 0)
        {
            return;
        }

        if (!IsFused)
        {
            foreach (var position in chosen)
            {
                MoveOne(group.Parameters[position], means[index][position], squares[index][position], groupRate, decay);
            }

            return;
        }

        var step = tensor((float)(steps + 1), device: group.Parameters[0].device);
        Dispatcher.Call("aten::_fused_adamw_", "",
        [
            Dispatcher.Argument([.. chosen.Select(position => group.Parameters[position])]),
            Dispatcher.Argument([.. chosen.Select(position => group.Parameters[position].grad!)]),
            Dispatcher.Argument([.. chosen.Select(position => means[index][position])]),
            Dispatcher.Argument([.. chosen.Select(position => squares[index][position])]),
            Dispatcher.Argument(Array.Empty<Tensor>()), // largest squares, for the variant that keeps them
            Dispatcher.Argument([.. chosen.Select(_ => step)]),
            Dispatcher.Argument(groupRate),
            Dispatcher.Argument(options.MeanRetention),
            Dispatcher.Argument(options.SquareRetention),
            Dispatcher.Argument(decay),
            Dispatcher.Argument(options.Epsilon),
            Dispatcher.Argument(false), // largest squares
            Dispatcher.Argument(false), // maximise
            Dispatcher.None,
            Dispatcher.None,
        ]);
    }

    private protected override void AfterStep(double rate) => steps++;

    private void MoveOne(Parameter parameter, Tensor mean, Tensor square, double rate, double decay)
    {
        var gradient = parameter.grad!;
        var meanCorrection = 1 - Math.Pow(options.MeanRetention, steps + 1);
        var squareCorrection = 1 - Math.Pow(options.SquareRetention, steps + 1);
        parameter.mul_(1 - (rate * decay));
        mean.mul_(options.MeanRetention).add_(gradient, alpha: 1 - options.MeanRetention);
        square.mul_(options.SquareRetention).addcmul_(gradient, gradient, value: 1 - options.SquareRetention);
        var root = square.sqrt().div_(Math.Sqrt(squareCorrection)).add_(options.Epsilon);
        parameter.addcdiv_(mean, root, value: -rate / meanCorrection);
    }
}
