using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NormFace.TestKit;

/// <summary>
/// Each head a second time: its equation typed out with stock operators, gradients by autograd. The oracle of the tests
/// and the opponent of the benchmark, so written without waste. Every function gives the mean loss.
/// </summary>
public static class LiteralHeads
{
    /// <summary>Rows divided by their length.</summary>
    public static Tensor Unit(Tensor x, double epsilon = 0) => x / (x.square().sum(1, keepdim: true) + epsilon).sqrt();

    /// <summary>Cosines <c>[N, C]</c>.</summary>
    public static Tensor Cosines(Tensor features, Tensor agents) => Unit(features).mm(Unit(agents).t());

    /// <summary>Squared distances of unit vectors <c>[N, C]</c>.</summary>
    public static Tensor Distances(Tensor features, Tensor agents) => 2 - (2 * Cosines(features, agents));

    /// <summary>Plain softmax.</summary>
    public static Tensor Softmax(Tensor features, Tensor agents, Tensor labels, Tensor? bias = null)
    {
        var logits = features.mm(agents.t());
        return functional.cross_entropy(bias is null ? logits : logits + bias, labels);
    }

    /// <summary>Equation 6.</summary>
    public static Tensor NormalizedSoftmax(Tensor features, Tensor agents, Tensor labels, Tensor scale) =>
        functional.cross_entropy(Cosines(features, agents) * scale, labels);

    /// <summary>Features projected, agents not.</summary>
    public static Tensor FeaturesOnly(Tensor features, Tensor agents, Tensor labels, Tensor scale) =>
        functional.cross_entropy(Unit(features).mm(agents.t()) * scale, labels);

    /// <summary>Agents projected, features not.</summary>
    public static Tensor AgentsOnly(Tensor features, Tensor agents, Tensor labels) =>
        functional.cross_entropy(features.mm(Unit(agents).t()), labels);

    /// <summary>Equation 9: softmax over negative distances.</summary>
    public static Tensor DistanceSoftmax(Tensor features, Tensor agents, Tensor labels, Tensor scale) =>
        functional.cross_entropy(Distances(features, agents) * (scale / -2), labels);

    /// <summary>CosFace.</summary>
    public static Tensor CosFace(Tensor features, Tensor agents, Tensor labels, Tensor scale, double margin) =>
        WithOwn(Cosines(features, agents), labels, own => own - margin, scale);

    /// <summary>ArcFace through the angle itself, with the monotone extension.</summary>
    public static Tensor ArcFace(Tensor features, Tensor agents, Tensor labels, Tensor scale, double margin) =>
        WithOwn(Cosines(features, agents), labels, own => ArcMargin(own, margin), scale);

    /// <summary>ArcFace as the widely used trainer computes it: the margin is put on outside autograd.</summary>
    public static Tensor StraightThroughArcFace(
        Tensor features, Tensor agents, Tensor labels, Tensor scale, double margin)
    {
        var cosines = Cosines(features, agents).clamp(-1, 1);
        Tensor moved;
        using (no_grad())
        {
            var own = cosines.gather(1, labels.unsqueeze(1));
            moved = zeros_like(cosines).scatter_(1, labels.unsqueeze(1), (own.acos() + margin).cos() - own);
        }

        return functional.cross_entropy((cosines + moved) * scale, labels);
    }

    /// <summary>CurricularFace for a given running mean <c>t</c>.</summary>
    public static Tensor CurricularFace(
        Tensor features, Tensor agents, Tensor labels, Tensor scale, double margin, double emphasis)
    {
        var cosines = Cosines(features, agents);
        var own = cosines.gather(1, labels.unsqueeze(1));
        var handicapped = (own.acos() + margin).cos();
        var others = where(cosines.gt(handicapped), cosines * (emphasis + cosines), cosines);
        return functional.cross_entropy(others.scatter(1, labels.unsqueeze(1), ArcMargin(own, margin)) * scale, labels);
    }

    /// <summary>SphereFace with feature lengths as scale, for a given <c>λ</c>, through the angle itself.</summary>
    public static Tensor SphereFace(Tensor features, Tensor agents, Tensor labels, int margin, double lambda)
    {
        var norms = features.square().sum(1, keepdim: true).sqrt();
        Tensor Margin(Tensor own)
        {
            var angle = own.acos();
            var piece = (angle.detach() * (margin / Math.PI)).floor();
            var psi = (pow(-1.0, piece) * (angle * margin).cos()) - (2 * piece);
            return ((lambda * own) + psi) / (1 + lambda);
        }

        return WithOwn(Cosines(features, agents), labels, Margin, norms);
    }

    /// <summary>AdaFace for given statistics of lengths.</summary>
    public static Tensor AdaFace(
        Tensor features,
        Tensor agents,
        Tensor labels,
        Tensor scale,
        double margin,
        double concentration,
        double mean,
        double deviation)
    {
        var norms = features.detach().square().sum(1, keepdim: true).sqrt().clamp(0.001, 100);
        var z = ((norms - mean) / (deviation + 0.001) * concentration).clamp(-1, 1);
        return WithOwn(
            Cosines(features, agents),
            labels,
            own => (own.acos() - (margin * z)).clamp(0.001, Math.PI - 0.001).cos() - (margin + (margin * z)),
            scale);
    }

    /// <summary>Circle loss with one agent for each class: weights are constants, others enter as α·(c − m).</summary>
    public static Tensor Circle(Tensor features, Tensor agents, Tensor labels, Tensor scale, double margin)
    {
        var cosines = Cosines(features, agents);
        var others = (cosines.detach() + margin).relu() * (cosines - margin);
        var own = (1 + margin - cosines.detach()).relu() * (cosines - (1 - margin));
        var isOwn = functional.one_hot(labels, agents.shape[0]).to(ScalarType.Bool);
        return functional.cross_entropy(where(isOwn, own, others) * scale, labels);
    }

    /// <summary>Equation 10, summed over other classes.</summary>
    public static Tensor CContrastive(Tensor features, Tensor agents, Tensor labels, double margin)
    {
        var distances = Distances(features, agents);
        var own = distances.gather(1, labels.unsqueeze(1));
        var others = Without(distances, labels, 5); // beyond every margin
        return (own.squeeze(1) + (margin - others).relu().sum(1)).mean();
    }

    /// <summary>Equation 11, summed over other classes.</summary>
    public static Tensor CTriplet(Tensor features, Tensor agents, Tensor labels, double margin, double centerWeight = 0)
    {
        var distances = Distances(features, agents);
        var own = distances.gather(1, labels.unsqueeze(1));
        var others = Without(distances, labels, 9); // beyond every margin
        return ((own + margin - others).relu().sum(1) + (centerWeight * own.squeeze(1))).mean();
    }

    /// <summary>Equation 11 with the nearest other agent only.</summary>
    public static Tensor HardestCTriplet(Tensor features, Tensor agents, Tensor labels, double margin)
    {
        var distances = Distances(features, agents);
        var own = distances.gather(1, labels.unsqueeze(1)).squeeze(1);
        var nearest = Without(distances, labels, 9).amin([1]);
        return (own + margin - nearest).relu().mean();
    }

    /// <summary>Equation 6 plus weighted equation 10 on the same agents, from one matrix of cosines.</summary>
    public static Tensor SharedJoint(
        Tensor features, Tensor agents, Tensor labels, Tensor scale, double margin, double weight)
    {
        var cosines = Cosines(features, agents);
        var distances = 2 - (2 * cosines);
        var own = distances.gather(1, labels.unsqueeze(1));
        var pushes = (margin - Without(distances, labels, 5)).relu().sum(1);
        return functional.cross_entropy(cosines * scale, labels) + (weight * (own.squeeze(1) + pushes).mean());
    }

    /// <summary>Center loss with the plain derivative.</summary>
    public static Tensor Center(Tensor features, Tensor centers, Tensor labels) =>
        (features - centers.index_select(0, labels)).square().sum(1).mean() / 2;

    private static Tensor Without(Tensor distances, Tensor labels, double replacement) =>
        distances.scatter(1, labels.unsqueeze(1), full([labels.shape[0], 1], replacement, distances.dtype));

    private static Tensor ArcMargin(Tensor own, double margin) => where(
        own.ge(-Math.Cos(margin)), (own.acos() + margin).cos(), own - (margin * Math.Sin(margin)));

    private static Tensor WithOwn(Tensor cosines, Tensor labels, Func<Tensor, Tensor> change, Tensor scale)
    {
        var own = cosines.gather(1, labels.unsqueeze(1));
        return functional.cross_entropy(cosines.scatter(1, labels.unsqueeze(1), change(own)) * scale, labels);
    }
}
