using Xunit;

namespace NormFace.Layers;

public class NetworkPlanTests
{
    private static readonly PlanValue Map = PlanValue.Numbers(ValueShape.Map(4, 6, 5));

    [Fact]
    public void Steps_run_after_those_they_need_and_branches_in_the_order_in_which_they_are_added()
    {
        var trunk = Map.Then("trunk", new Convolution(4, 3) { Padding = 1 });
        var change = trunk.Then("change.0", new Convolution(8, 3)).Then("change.1", new PRelu());
        var sum = change.Plus("sum", trunk.Then("shortcut", new Convolution(8, 3)));
        var plan = new NetworkPlan(sum, trunk);

        Assert.Equal(["trunk", "change.0", "change.1", "shortcut", "sum"], plan.Steps.Select(step => step.Name));
        Assert.Same(Map, plan.Input);
        Assert.Null(plan.Contract);
        Assert.Equal([sum, trunk], plan.Outputs);
        Assert.Equal(
            ["trunk.weight", "change.0.weight", "change.1.weight", "shortcut.weight"],
            plan.Parameters.Select(parameter => parameter.Name));
        Assert.Equal((4 * 4 * 9) + (8 * 4 * 9) + 8 + (8 * 4 * 9), plan.WeightCount);
    }

    [Fact]
    public void Shapes_follow_the_layers()
    {
        string Shape(params Layer[] layers) =>
            $"{layers.Aggregate(Map, (value, layer) => value.Then(layer)).Shape}";

        Assert.Equal(
            "[6, 3, 3]",
            Shape(new Convolution(6, 3) { Stride = 2, Padding = 1, Groups = 2 }, new PRelu(), new Dropout(0.5)));
        Assert.Equal("[4, 3, 3]", Shape(new MaxPooling(2, 2)));
        Assert.Equal("[2, 6, 5]", Shape(new MaxFeatureMap(), new BatchNormalization()));
        Assert.Equal("[4, 18, 15]", Shape(new Relu(), new Upsampling(3)));
        Assert.Equal("[120]", Shape(new Flatten()));
        Assert.Equal("[7]", Shape(new Flatten(), new FullyConnected(7)));
        Assert.Equal("[5, 1, 1]", Shape(new Convolution(5, 6, 5)));
    }

    [Fact]
    public void What_a_layer_cannot_take_is_refused_with_its_name()
    {
        Refused(
            "'x' (FullyConnected) is not possible: it takes a row [D], but was given [4, 6, 5]", new FullyConnected(3));
        Refused("its 3 groups must divide 4 inputs and 6 outputs", new Convolution(6, 1) { Groups = 3 });
        Refused("its stride must be at least 1, but was 0", new Convolution(6, 1) { Stride = 0 });
        Refused("its kernel must be at least 1, but was 0", new MaxPooling(0, 1));
        Refused("its rate must lie in [0, 1), but was 1", new Dropout(1));
        Refused("it takes two values of one shape, but was given [4, 6, 5]", new Sum());
        Refused("'x' leaves nothing of a map of shape [4, 6, 5]", new Convolution(6, 7));
        Refused("'x' leaves nothing of a map of shape [4, 6, 5]", new MaxPooling(7, 1));
        var row = Map.Then(new Flatten());
        Assert.Throws<ArgumentException>(() => row.Then("y", new Convolution(3, 1)));
        Assert.Throws<ArgumentException>(() => row.Then("y", new FullyConnected(3)).Then(new MaxFeatureMap()));
        Assert.Throws<ArgumentException>(() => row.Plus("y", Map));
    }

    [Fact]
    public void A_plan_has_one_input_and_names_each_layer_once()
    {
        var other = PlanValue.Numbers(Map.Shape);

        Assert.Throws<ArgumentException>(() => new NetworkPlan());
        Assert.Throws<ArgumentException>(() => new NetworkPlan(Map.Plus("sum", other)));
        var twice = Map.Then("a", new PRelu()).Then("a", new PRelu());
        Assert.Contains(
            "two are 'a'",
            Assert.Throws<ArgumentException>(() => new NetworkPlan(twice)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Factors_go_by_the_kind_of_tensor()
    {
        Assert.Equal(
            [(1, 1), (1, 0), (1, 0), (1, 0)], Enum.GetValues<ParameterKind>().Select(new LearningFactors().Of));
        Assert.Equal(
            [(1, 1), (2, 0), (1, 1), (1, 0)], Enum.GetValues<ParameterKind>().Select(LearningFactors.Caffe.Of));
    }

    private static void Refused(string message, Layer layer) => Assert.Contains(
        message, Assert.Throws<ArgumentException>(() => Map.Then("x", layer)).Message, StringComparison.Ordinal);
}
