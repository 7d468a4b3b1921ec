using NormFace.Geometry;
using NormFace.Settings;

namespace NormFace.Agents;

/// <summary>
/// One learned vector for every class: the paper's agents, elsewhere called proxies, prototypes or class weights.
/// </summary>
/// <remarks>
/// Several losses may hold the same agents. The rows start as the release's unit-ball Gaussian: normal draws, projected
/// to unit length. Source: Wang et al., "NormFace", arXiv:1704.06369, section 4. Symbols: docs/math.md#agents.
/// </remarks>
public sealed class ClassAgents : Module
{
    // The field name is the checkpoint key: renaming it breaks saved models.
    private readonly Parameter vectors; // [C, D]

    /// <summary>Creates agents with random directions.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public ClassAgents(int classCount, int featureSize, AgentOptions? options = null)
        : base(nameof(ClassAgents))
    {
        Options = OptionsSection.Check(options ?? new AgentOptions());
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureSize, 1);
        Native.NativeStart.Ensure();

        ClassCount = classCount;
        FeatureSize = featureSize;
        vectors = new Parameter(UnitBall(classCount, featureSize, Options.Seed ?? 0));
        vectors.DetachFromDisposeScope(); // outlives whatever scope the caller built us in
        RegisterComponents();
    }

    /// <summary>Number of classes <c>C</c>.</summary>
    public int ClassCount { get; }

    /// <summary>Feature length <c>D</c>.</summary>
    public int FeatureSize { get; }

    /// <summary>The settings.</summary>
    public AgentOptions Options { get; }

    /// <summary>The learned rows, at whatever length they have. Shape <c>[C, D]</c>.</summary>
    public Parameter Vectors => vectors;

    /// <summary>The rows with their share of learning rate and decay.</summary>
    public ParameterGroup Group
    {
        get
        {
            var inPlace = Options.Mode == AgentMode.RenormalizedInPlace;
            return new ParameterGroup(
                nameof(vectors),
                vectors,
                Options.LearningRateFactor ?? (inPlace ? 100 : 1),
                Options.DecayFactor ?? (inPlace ? 0 : 1));
        }
    }

    /// <summary>The agents on the unit sphere, outside autograd.</summary>
    /// <returns>Unit rows. Shape <c>[C, D]</c>.</returns>
    public Tensor Unit()
    {
        using var gradientOff = no_grad();
        return Hypersphere.Project(vectors, epsilon: Options.Epsilon);
    }

    /// <summary>Random unit rows: normal draws, each projected to length 1.</summary>
    /// <param name="count">Number of rows, at least 1.</param>
    /// <param name="size">Length of each row, at least 1.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <returns>Shape <c>[count, size]</c>, float32.</returns>
    public static Tensor UnitBall(long count, long size, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);

        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        return Hypersphere.Project(randn(count, size, generator: generator)).MoveToOuterDisposeScope();
    }

    /// <summary>The rows as they enter a node of the gradient graph.</summary>
    /// <remarks>A view, so that autograd keeps the gradient we hand it instead of copying it.</remarks>
    internal Tensor InType(ScalarType type) => vectors.to(type).view(ClassCount, FeatureSize);

    /// <summary>Rescales every row to unit length where one has left it; a second call changes nothing.</summary>
    internal void RenormalizeInPlace()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var inverse = InverseNorm.Of(vectors, axis: 1, Options.Epsilon, keepAxis: true);

        // ε itself leaves rows short by ε/2. Writing only where needed lets two losses share agents within one step: a
        // row saved for backward must not change.
        var tolerance = Options.Epsilon + (vectors.dtype == ScalarType.Float64 ? 1e-13 : 1e-6);
        if (inverse.sub(1).abs_().max().to(ScalarType.Float64).item<double>() > tolerance)
        {
            vectors.mul_(inverse);
        }
    }
}
