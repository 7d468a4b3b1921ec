using NormFace.Losses;
using NormFace.Scales;

namespace NormFace.Recipes;

/// <summary>Reads the options of each loss from a recipe; what comes out makes the loss once classes and feature size are known.</summary>
internal static class LossReaders
{
    /// <summary>The readers, by the names a recipe uses. Each takes the recipe's seed.</summary>
    public static IReadOnlyDictionary<string, Func<RecipeFields, long, Func<int, int, EmbeddingLoss>>> ByName { get; } = new Dictionary<string, Func<RecipeFields, long, Func<int, int, EmbeddingLoss>>>
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

    private static Func<int, int, EmbeddingLoss> Softmax(RecipeFields fields, long seed)
    {
        var options = new SoftmaxOptions
        {
            Agents = HeadFields.Agents(fields, seed),
            HasBias = fields.Switch("bias", false),
            DropoutRate = fields.Number("dropout", 0, 0.99, 0),
        };
        return (classes, size) => new SoftmaxLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> NormalizedSoftmax(RecipeFields fields, long seed)
    {
        var options = new NormalizedSoftmaxOptions
        {
            Agents = HeadFields.Agents(fields, seed),
            Scale = HeadFields.Scale(fields, new ScaleOptions { Learned = 10 }),
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
            Agents = HeadFields.Agents(fields, seed),
            Scale = HeadFields.Scale(fields, new ScaleOptions { Fixed = 40 }),
            HasBias = fields.Switch("bias", true),
        };
        return (classes, size) => new L2SoftmaxLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> CContrastive(RecipeFields fields, long seed)
    {
        var options = new CContrastiveOptions
        {
            Agents = HeadFields.Agents(fields, seed),
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
            Agents = HeadFields.Agents(fields, seed),
            Margin = fields.Number("margin", 0, 4, 0.8),
            HardestOnly = fields.Switch("hardestOnly", false),
            CenterWeight = fields.Number("centerWeight", 0, 1e6, 0),
            Gradient = Hinge(fields),
        };
        return (classes, size) => new CTripletLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> Center(RecipeFields fields, long seed)
    {
        var options = new CenterOptions { Agents = HeadFields.Agents(fields, seed), NormalizesFeatures = fields.Switch("normalizes", false) };
        return (classes, size) => new CenterLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> CosFace(RecipeFields fields, long seed)
    {
        var options = new CosFaceOptions
        {
            Agents = HeadFields.Agents(fields, seed),
            Scale = HeadFields.Scale(fields, new ScaleOptions { Fixed = 64 }),
            Margin = fields.Number("margin", 0, 1, 0.35),
        };
        return (classes, size) => new CosFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> ArcFace(RecipeFields fields, long seed)
    {
        var options = new ArcFaceOptions
        {
            Agents = HeadFields.Agents(fields, seed),
            Scale = HeadFields.Scale(fields, new ScaleOptions { Fixed = 64 }),
            MarginRadians = fields.Number("marginRadians", 0, 3, 0.5),
        };
        return (classes, size) => new ArcFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> SphereFace(RecipeFields fields, long seed)
    {
        var options = new SphereFaceOptions
        {
            Agents = HeadFields.Agents(fields, seed),
            Scale = fields.Has("scale") ? HeadFields.Scale(fields, new ScaleOptions { Fixed = 64 }) : null,
            Margin = fields.Count("margin", 1, 4, 4),
        };
        return (classes, size) => new SphereFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> AdaFace(RecipeFields fields, long seed)
    {
        var options = new AdaFaceOptions
        {
            Agents = HeadFields.Agents(fields, seed),
            Scale = HeadFields.Scale(fields, new ScaleOptions { Fixed = 64 }),
            Margin = fields.Number("margin", 0, 1, 0.4),
        };
        return (classes, size) => new AdaFaceLoss(classes, size, options);
    }

    private static Func<int, int, EmbeddingLoss> CurricularFace(RecipeFields fields, long seed)
    {
        var options = new CurricularFaceOptions
        {
            Agents = HeadFields.Agents(fields, seed),
            Scale = HeadFields.Scale(fields, new ScaleOptions { Fixed = 64 }),
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

    private static HingeGradient Hinge(RecipeFields fields) =>
        fields.OneOf("gradient", ["exact", "released"], "exact") == "released" ? HingeGradient.Released : HingeGradient.Exact;

    private static Mining Mine(RecipeFields fields) => fields.OneOf("mining", ["all", "hardest", "semi-hard"], "all") switch
    {
        "hardest" => Mining.Hardest,
        "semi-hard" => Mining.SemiHard,
        _ => Mining.All,
    };
}
