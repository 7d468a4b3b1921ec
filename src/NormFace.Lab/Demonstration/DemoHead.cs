namespace NormFace.Demonstration;

/// <summary>A head that the demo trains: its name for people, and its loss as a recipe writes it.</summary>
internal sealed record DemoHead(string Name, string Loss)
{
    /// <summary>Plain softmax, the paper's two strategies, and the mistake the paper warns of.</summary>
    public static IReadOnlyList<DemoHead> All { get; } =
    [
        new("softmax", """{ "name": "softmax" }"""),
        new("normalised softmax, scale learned", """{ "name": "normalized-softmax", "scale": { "learned": 10 } }"""),
        new("normalised softmax without a scale", """{ "name": "normalized-softmax", "scale": { "fixed": 1 } }"""),
        new("C-contrastive", """{ "name": "c-contrastive", "margin": 1 }"""),
        new("CosFace", """{ "name": "cosface", "scale": { "floor": 0.01 }, "margin": 0.2 }"""),
    ];
}
