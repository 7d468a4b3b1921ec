using NormFace.Agents;
using NormFace.Losses;
using NormFace.Scales;

namespace NormFace.Recipes;

/// <summary>One loss of a recipe: its name, its weight in the sum, and how to make it for a number of classes.</summary>
public sealed class LossRecipe
{
    private static readonly Dictionary<string, Func<RecipeFields, long, Func<int, int, EmbeddingLoss>>> Readers = new()
    {
        ["softmax"] = Softmax,
        ["normalized-softmax"] = NormalizedSoftmax,
        ["l2-softmax"] = L2Softmax,
        ["c-contrastive"] = CContrastive,
        ["c-triplet"] = CTriplet,
        ["center"] = Center,
        ["cosface"] = CosFace,
        ["arcface"] = ArcFace,
        ["sphereface"] = SphereFace,
        ["adaface"] = AdaFace,
        ["curricularface"] = CurricularFace,
        ["pair-contrastive"] = PairContrastive,
        ["pair-triplet"] = PairTriplet,
    };

    private static readonly string[] ScaleKinds = ["fixed", "learned", "floor"];

    private readonly Func<int, int, EmbeddingLoss> create;

    private LossRecipe(string name, double weight, Func<int, int, EmbeddingLoss> create)
    {
        (Name, Weight) = (name, weight);
        this.create = create;
    }

    /// <summary>Every name a recipe may use.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Readers.Keys];

    /// <summary>Name of the loss.</summary>
    public string Name { get; }

    /// <summary>Weight in the sum of losses, at least 0.</summary>
    public double Weight { get; }

    /// <summary>Makes the loss.</summary>
    /// <param name="classCount">Identities, at least 1.</param>
    /// <param name="featureSize">Values of a feature, at least 1.</param>
    /// <returns>The loss with fresh agents, drawn from the recipe's seed.</returns>
    public EmbeddingLoss Create(int classCount, int featureSize) => create(classCount, featureSize);

    /// <summary>Makes one loss of all parts of a recipe.</summary>
    /// <param name="parts">The parts, at least one.</param>
    /// <param name="classCount">Identities, at least 1.</param>
    /// <param name="featureSize">Values of a feature, at least 1.</param>
    /// <returns>The loss, or the weighted sum.</returns>
    public static EmbeddingLoss Create(IReadOnlyList<LossRecipe> parts, int classCount, int featureSize)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts is [{ Weight: 1 } only]
            ? only.Create(classCount, featureSize)
            : new JointLoss([.. parts.Select(part => new JointPart(part.Create(classCount, featureSize), part.Weight))]);
    }

    internal static LossRecipe Read(RecipeFields fields, long seed)
    {
        var name = fields.OneOf("name", Names);
        var weight = fields.Number("weight", 0, 1e6, 1);
        var create = Readers[name](fields, seed);
        fields.Finish();
        return new LossRecipe(name, weight, create);
    }

    private static Func<int, int, EmbeddingLoss> Softmax(RecipeFields fields, long seed)
    {
        var options = new SoftmaxOptions
        {
            Agents = Agents(fields, seed),
            HasBias = fields.Switch("bias", false),
            DropoutRate = fields.Number("dropout", 0, 0.99, 0),
        };
        return (classes, size) => new SoftmaxLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> NormalizedSoftmax(RecipeFields fields, long seed)
    {
        var options = new NormalizedSoftmaxOptions
        {
            Agents = Agents(fields, seed),
            Scale = Scale(fields, ScaleOptions.Learned()),
            Normalization = fields.OneOf("normalizes", ["both", "features", "agents", "nothing"], "both") switch
            {
                "features" => Normalization.FeaturesOnly,
                "agents" => Normalization.AgentsOnly,
                "nothing" => Normalization.Neither,
                _ => Normalization.Both,
            },
        };
        return (classes, size) => new NormalizedSoftmaxLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> L2Softmax(RecipeFields fields, long seed)
    {
        var options = new L2SoftmaxOptions
        {
            Agents = Agents(fields, seed),
            Scale = Scale(fields, ScaleOptions.Fixed(40)),
            HasBias = fields.Switch("bias", true),
        };
        return (classes, size) => new L2SoftmaxLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> CContrastive(RecipeFields fields, long seed)
    {
        var options = new CContrastiveOptions
        {
            Agents = Agents(fields, seed),
            NegativeMargin = fields.Number("margin", 0, 4, 1),
            PositiveWeight = fields.Number("positiveWeight", 0, 1e6, 1),
            NegativeWeight = fields.Number("negativeWeight", 0, 1e6, 1),
            HardestOnly = fields.Switch("hardestOnly", false),
            Gradient = Hinge(fields),
        };
        return (classes, size) => new CContrastiveLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> CTriplet(RecipeFields fields, long seed)
    {
        var options = new CTripletOptions
        {
            Agents = Agents(fields, seed),
            Margin = fields.Number("margin", 0, 4, 0.8),
            HardestOnly = fields.Switch("hardestOnly", false),
            CenterWeight = fields.Number("centerWeight", 0, 1e6, 0),
            Gradient = Hinge(fields),
        };
        return (classes, size) => new CTripletLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> Center(RecipeFields fields, long seed)
    {
        var options = new CenterOptions { Agents = Agents(fields, seed), NormalizesFeatures = fields.Switch("normalizes", false) };
        return (classes, size) => new CenterLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> CosFace(RecipeFields fields, long seed)
    {
        var options = new CosFaceOptions
        {
            Agents = Agents(fields, seed),
            Scale = Scale(fields, ScaleOptions.Fixed(64)),
            Margin = fields.Number("margin", 0, 1, 0.35),
        };
        return (classes, size) => new CosFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> ArcFace(RecipeFields fields, long seed)
    {
        var options = new ArcFaceOptions
        {
            Agents = Agents(fields, seed),
            Scale = Scale(fields, ScaleOptions.Fixed(64)),
            MarginRadians = fields.Number("marginRadians", 0, 3, 0.5),
        };
        return (classes, size) => new ArcFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> SphereFace(RecipeFields fields, long seed)
    {
        var options = new SphereFaceOptions
        {
            Agents = Agents(fields, seed),
            Scale = fields.Has("scale") ? Scale(fields, ScaleOptions.Fixed(64)) : null,
            Margin = fields.Count("margin", 1, 4, 4),
        };
        return (classes, size) => new SphereFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> AdaFace(RecipeFields fields, long seed)
    {
        var options = new AdaFaceOptions
        {
            Agents = Agents(fields, seed),
            Scale = Scale(fields, ScaleOptions.Fixed(64)),
            Margin = fields.Number("margin", 0, 1, 0.4),
        };
        return (classes, size) => new AdaFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> CurricularFace(RecipeFields fields, long seed)
    {
        var options = new CurricularFaceOptions
        {
            Agents = Agents(fields, seed),
            Scale = Scale(fields, ScaleOptions.Fixed(64)),
            MarginRadians = fields.Number("marginRadians", 0, 3, 0.5),
        };
        return (classes, size) => new CurricularFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> PairContrastive(RecipeFields fields, long seed)
    {
        var options = new PairContrastiveOptions { NegativeMargin = fields.Number("margin", 0, 4, 1), Mining = Mine(fields) };
        return (_, _) => new PairContrastiveLoss(options);
    }

    private static Func<int, int, EmbeddingLoss> PairTriplet(RecipeFields fields, long seed)
    {
        var options = new PairTripletOptions { Margin = fields.Number("margin", 0, 4, 0.2), Mining = Mine(fields) };
        return (_, _) => new PairTripletLoss(options);
    }

    private static AgentOptions Agents(RecipeFields fields, long seed)
    {
        if (fields.Section("agents") is not { } agents)
        {
            return new AgentOptions { Seed = seed };
        }

        var options = new AgentOptions
        {
            Seed = seed,
            Mode = agents.OneOf("mode", ["projected", "in-place"], "projected") == "in-place" ? AgentMode.RenormalizedInPlace : AgentMode.Projected,
            LearningRateFactor = agents.Has("rate") ? agents.Number("rate", 0, 1e6) : null,
            DecayFactor = agents.Has("decay") ? agents.Number("decay", 0, 1e6) : null,
        };
        agents.Finish();
        return options;
    }

    // "scale": { "fixed": 30 } | { "learned": 10 } | { "floor": 0.01 }, with optional minimum, maximum and rate.
    private static ScaleOptions Scale(RecipeFields fields, ScaleOptions fallback)
    {
        if (fields.Section("scale") is not { } scale)
        {
            return fallback;
        }

        string[] kinds = [.. ScaleKinds.Where(scale.Has)];
        if (kinds.Length != 1)
        {
            throw new RecipeException(scale.Path, "must hold exactly one of fixed, learned and floor.");
        }

        var options = kinds[0] switch
        {
            "fixed" => ScaleOptions.Fixed(scale.Number("fixed", 0, 1e6, isLowestAllowed: false)),
            "learned" => ScaleOptions.Learned(scale.Number("learned", 0, 1e6, isLowestAllowed: false)),
            _ => ScaleOptions.ForFloor(scale.Number("floor", 0, 100, isLowestAllowed: false)),
        };
        options = options with
        {
            Minimum = scale.Number("minimum", 0, 1e6, options.Minimum, isLowestAllowed: false),
            Maximum = scale.Has("maximum") ? scale.Number("maximum", 0, 1e6, isLowestAllowed: false) : options.Maximum,
            LearningRateFactor = scale.Number("rate", 0, 1e6, options.LearningRateFactor),
        };
        scale.Finish();
        return options;
    }

    private static HingeGradient Hinge(RecipeFields fields) =>
        fields.OneOf("gradient", ["exact", "released"], "exact") == "released" ? HingeGradient.Released : HingeGradient.Exact;

    private static Mining Mine(RecipeFields fields) => fields.OneOf("mining", ["all", "hardest", "semi-hard"], "all") switch
    {
        "hardest" => Mining.Hardest,
        "semi-hard" => Mining.SemiHard,
        _ => Mining.All,
    };
}
