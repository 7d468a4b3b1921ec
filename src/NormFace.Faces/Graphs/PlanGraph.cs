using NormFace.Layers;

namespace NormFace.Graphs;

/// <summary>Writes the layers of a plan as ONNX operations. Names of layers are the keys of model files.</summary>
internal static class PlanGraph
{
    /// <summary>Adds every layer.</summary>
    /// <param name="graph">The graph, with the network's weights.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="input">Name of the value that the plan takes.</param>
    /// <returns>Names of the values that it gives.</returns>
    /// <exception cref="InvalidDataException">The weights are not all there, or are of another shape.</exception>
    /// <exception cref="NotSupportedException">ONNX has not been told of a kind of layer.</exception>
    public static string[] Add(GraphBuilder graph, NetworkPlan plan, string input)
    {
        var names = new Dictionary<PlanValue, string> { [plan.Input] = input };
        var folded = Folded(plan);
        foreach (var step in plan.Steps)
        {
            foreach (var parameter in step.Parameters)
            {
                graph.Weights.RequireShape($"{step.Name}.{parameter.Name}", parameter.Shape);
            }

            string[] inputs = [.. step.Inputs.Select(value => names[value])];
            names[step] = Add(graph, step, inputs, folded);
        }

        return [.. plan.Outputs.Select(output => names[output])];
    }

    // Folded: the normalisation that goes into the weights of a layer, by that layer.
    private static string Add(
        GraphBuilder graph, PlanValue step, string[] inputs, Dictionary<PlanValue, PlanValue> folded)
    {
        var (name, input, normalizedBy) = (step.Name, inputs[0], folded.GetValueOrDefault(step)?.Name);
        return step.Layer switch
        {
            Convolution layer =>
                graph.Convolution(
                    input, name, layer.Stride, layer.Padding, layer.Groups, normalizedBy, layer.ExtraPadding),
            FullyConnected => graph.Product(input, name, normalizedBy),
            BatchNormalization => folded.ContainsValue(step) ? input : graph.Normalization(input, name),
            PRelu => step.Shape.IsMap ? graph.Slopes(input, name) : graph.RowSlopes(input, name),
            Relu { Limit: { } limit } => graph.Clipped(input, name, limit),
            Relu => graph.Node("Relu", name, [input]),
            Upsampling layer => graph.Enlarged(input, name, layer.Factor),
            MaxPooling layer => graph.Pooling(input, name, layer.Kernel, layer.Stride, layer.IsInside),
            AveragePooling layer => graph.Averaged(input, name, layer.Kernel, layer.Stride),
            MapMean => graph.MapMean(input, name),
            ZeroExtension layer => graph.Extended(input, name, layer.Channels, layer.Rows, layer.Columns),
            MaxFeatureMap => graph.LargerHalf(input, $"{input}/larger"),
            Flatten => graph.Rows(input),
            Unflatten layer => graph.Maps(input, name, layer.Channels, layer.Height, layer.Width),
            Softmax => graph.Shares(input, name),
            UnitLength => graph.Unit(input, name, (float)UnitLength.Epsilon),
            Sum => graph.Sum(inputs[0], inputs[1], name),
            Dropout => input,
            var other => throw new NotSupportedException($"ONNX does not know the layer {other?.GetType().Name}."),
        };
    }

    // A normalisation right behind a convolution or product, unless something else needs the value between.
    private static Dictionary<PlanValue, PlanValue> Folded(NetworkPlan plan)
    {
        var needed = plan.Steps.SelectMany(step => step.Inputs).Concat(plan.Outputs);
        var uses = needed.CountBy(value => value).ToDictionary();
        return plan.Steps
            .Where(step => step.Layer is BatchNormalization && uses[step.Inputs[0]] == 1)
            .Where(step => step.Inputs[0].Layer is Convolution or FullyConnected)
            .ToDictionary(step => step.Inputs[0]);
    }
}
