using NormFace.Layers;

namespace NormFace.Detection;

/// <summary>The three networks of MTCNN, for upright pictures and products that count channels, rows,
/// columns.</summary>
/// <remarks>
/// Each gives the shares of no face and face; how far the box's left, upper, right and lower edge should move, in
/// shares of its sides; and O-Net five distances from the left edge and five from the upper, in the same shares. P-Net
/// takes pictures of any size; its plan is of the cell that it sees at once. Source: Zhang et al., "Joint Face
/// Detection and Alignment using Multi-task Cascaded Convolutional Networks", arXiv:1604.02878, figure 2.
/// </remarks>
internal static class MtcnnPlans
{
    /// <summary>The plan of a network. Names of layers are the keys of the published weights.</summary>
    public static NetworkPlan Of(MtcnnStage stage) => stage switch
    {
        MtcnnStage.Proposal => Proposal(),
        MtcnnStage.Refinement => Refinement(),
        _ => Output(),
    };

    private static NetworkPlan Proposal()
    {
        var map = Activated(Pictures(MtcnnInput.CellSide), 1, 10, 3).Then("pool1", new MaxPooling(2, 2));
        map = Activated(Activated(map, 2, 16, 3), 3, 32, 3);
        return new NetworkPlan(
            map.Then("conv4_1", Convolution(2, 1)).Then("scores", new Softmax()),
            map.Then("conv4_2", Convolution(4, 1)));
    }

    private static NetworkPlan Refinement()
    {
        var map = Activated(Pictures(24), 1, 28, 3).Then("pool1", new MaxPooling(3, 2));
        map = Activated(Activated(map, 2, 48, 3).Then("pool2", new MaxPooling(3, 2)), 3, 64, 2);
        var row = Row(map, 4, 128);
        return new NetworkPlan(Scores(row, "dense5_1"), row.Then("dense5_2", Product(4)));
    }

    private static NetworkPlan Output()
    {
        var map = Activated(Pictures(48), 1, 32, 3).Then("pool1", new MaxPooling(3, 2));
        map = Activated(map, 2, 64, 3).Then("pool2", new MaxPooling(3, 2));
        map = Activated(Activated(map, 3, 64, 3).Then("pool3", new MaxPooling(2, 2)), 4, 128, 2);
        var row = Row(map, 5, 256);
        return new NetworkPlan(
            Scores(row, "dense6_1"), row.Then("dense6_2", Product(4)), row.Then("dense6_3", Product(10)));
    }

    private static PlanValue Pictures(int side) => PlanValue.Numbers(ValueShape.Map(3, side, side));

    private static PlanValue Activated(PlanValue map, int number, int outputs, int kernel) =>
        map.Then($"conv{number}", Convolution(outputs, kernel)).Then($"prelu{number}", new PRelu());

    private static PlanValue Row(PlanValue map, int number, int outputs) =>
        map.Then(new Flatten()).Then($"dense{number}", Product(outputs)).Then($"prelu{number}", new PRelu());

    private static PlanValue Scores(PlanValue row, string name) =>
        row.Then(name, Product(2)).Then("scores", new Softmax());

    private static Convolution Convolution(int outputs, int kernel) => new(outputs, kernel) { Bias = 0 };

    private static FullyConnected Product(int outputs) => new(outputs) { Bias = 0 };
}
