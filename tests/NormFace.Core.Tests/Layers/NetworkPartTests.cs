using NormFace.Networks;
using Xunit;

namespace NormFace.Layers;

/// <summary>Parts of networks, judged by the whole.</summary>
public class NetworkPartTests
{
    public static TheoryData<string> Names => [.. NetworkCatalogue.Default.All.Select(network => network.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Head_and_tail_of_every_possible_cut_have_the_layers_of_the_whole(string name)
    {
        var network = NetworkCatalogue.Default.Find(name);
        var whole = network.PlanFor();
        foreach (var layer in Possible(network).Except(["none"]))
        {
            var head = network.PlanFor(network.Defaults with { Until = layer });
            var tail = network.PlanFor(network.Defaults with { After = layer });

            Assert.Equal(
                whole.Steps.Select(step => (step.Name, $"{step.Layer}", step.Shape)),
                head.Steps.Where(step => step.Name != $"{layer}/Flatten")
                    .Concat(tail.Steps.Where(step => step.Layer is not Unflatten))
                    .Select(step => (step.Name, $"{step.Layer}", step.Shape)));
            Assert.Equal(
                whole.Parameters.Select(parameter => (parameter.Name, parameter.Count)),
                head.Parameters.Concat(tail.Parameters).Select(parameter => (parameter.Name, parameter.Count)));
            Assert.Equal(head.Outputs.Single().Shape, tail.Input.Shape);
            Assert.False(tail.Input.Shape.IsMap);
            Assert.Equal((whole.Contract, null), (head.Contract, tail.Contract));
        }
    }

    [Fact]
    public void A_network_without_sums_can_be_cut_behind_every_layer_but_the_last()
    {
        var network = NetworkCatalogue.Default.Find("mobilenet");

        Assert.Equal(network.PlanFor().Steps.SkipLast(1).Select(step => step.Name), Possible(network));
    }

    [Fact]
    public void No_sum_reaches_around_a_cut()
    {
        var network = new Residual();

        Assert.Equal(["trunk", "sum"], Possible(network));
        Assert.Contains(
            "'inside' is none. Possible: trunk, sum",
            Assert.Throws<ArgumentException>(() => network.PlanFor(new PartOptions { After = "inside" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_middle_of_a_network_is_the_head_of_its_tail()
    {
        var network = NetworkCatalogue.Default.Find("mobilenet");
        var middle = network.PlanFor(network.Defaults with { After = "conv_pw_11/Relu", Until = "conv_pw_12" });

        Assert.Equal(
            ["numbers/Unflatten", "conv_dw_12", "conv_dw_12/Relu", "conv_pw_12", "conv_pw_12/Flatten"],
            middle.Steps.Select(step => step.Name));
        Assert.Throws<ArgumentException>(() =>
            network.PlanFor(network.Defaults with { After = "conv_pw_12", Until = "conv_pw_11" }));
    }

    [Theory, MemberData(nameof(Names))]
    public void Settings_of_a_whole_network_say_nothing_of_parts(string name)
    {
        var defaults = NetworkCatalogue.Default.Find(name).Defaults;
        var part = (defaults with { After = "a", Until = "b" }).ToJson();

        Assert.False(defaults.ToJson().ContainsKey("after") || defaults.ToJson().ContainsKey("until"));
        Assert.Equal(("a", "b"), ((string)part["after"]!, (string)part["until"]!));
    }

    // What the refusal of a name that no layer has lists.
    private static string[] Possible(NetworkDefinition network)
    {
        var told = Assert.Throws<ArgumentException>(() =>
            network.PlanFor(network.Defaults with { Until = "no such layer" })).Message;
        return told[(told.IndexOf("Possible: ", StringComparison.Ordinal) + "Possible: ".Length)..].Split(", ");
    }

    private sealed record PartOptions : NetworkOptions;

    private sealed class Residual() : NetworkDefinition<PartOptions>("residual", "a test")
    {
        protected override NetworkPlan Plan(PartOptions options)
        {
            var trunk = PlanValue.Numbers(ValueShape.Row(4)).Then("trunk", new FullyConnected(3));
            var inside = trunk.Then("inside", new FullyConnected(3)).Then("side", new Relu());
            return new NetworkPlan(inside.Plus("sum", trunk).Then("last", new FullyConnected(2)));
        }
    }
}
