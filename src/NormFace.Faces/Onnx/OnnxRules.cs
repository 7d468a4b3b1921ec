using NormFace.Weights;

namespace NormFace.Onnx;

/// <summary>The rules of ONNX's own checker, as far as they concern what is written here.</summary>
/// <remarks>
/// Every name is given once (static single assignment), every node reads only what is there before it, every output of
/// the graph is made, no node is without outputs, operators are of the standard domain and known, initializers hold
/// float32 or int64. Source: ONNX, "Open Neural Network Exchange Intermediate Representation", and <c>onnx.checker</c>.
/// </remarks>
internal static class OnnxRules
{
    /// <summary>Operators that are written here, with the numbers of inputs that they take.</summary>
    private static readonly Dictionary<string, (int Fewest, int Most, int Outputs)> Operators = new()
    {
        ["Add"] = (2, 2, 1),
        ["AveragePool"] = (1, 1, 1),
        ["BatchNormalization"] = (5, 5, 1),
        ["Clip"] = (1, 3, 1),
        ["Conv"] = (2, 3, 1),
        ["Div"] = (2, 2, 1),
        ["Flatten"] = (1, 1, 1),
        ["Gemm"] = (2, 3, 1),
        ["GlobalAveragePool"] = (1, 1, 1),
        ["Max"] = (1, int.MaxValue, 1),
        ["MaxPool"] = (1, 1, 1),
        ["Mul"] = (2, 2, 1),
        ["Pad"] = (2, 3, 1),
        ["PRelu"] = (2, 2, 1),
        ["Relu"] = (1, 1, 1),
        ["Reshape"] = (2, 2, 1),
        ["Resize"] = (1, 4, 1),
        ["ReduceSumSquare"] = (1, 1, 1),
        ["Softmax"] = (1, 1, 1),
        ["Split"] = (1, 2, 2),
        ["Sqrt"] = (1, 1, 1),
        ["Sub"] = (2, 2, 1),
    };

    /// <summary>Throws at the first rule that a model breaks.</summary>
    /// <exception cref="InvalidDataException">A rule is broken; it is named.</exception>
    public static void Check(OnnxModel model)
    {
        Require(model.Name.Length > 0, "a graph must have a name");
        Require(model.Inputs.Count > 0 && model.Outputs.Count > 0, "a graph must have inputs and outputs");
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in model.Inputs.Select(input => input.Name)
            .Concat(model.Initializers.Select(tensor => tensor.Name)))
        {
            Require(name.Length > 0 && known.Add(name),
                $"every value must have a unique name, but '{name}' is empty or occurs twice");
        }

        foreach (var tensor in model.Initializers)
        {
            Require(tensor.Type is StoredType.F32 or StoredType.I64,
                $"initializers must be float32 or int64, but '{tensor.Name}' is {tensor.Type}");
        }

        foreach (var node in model.Nodes)
        {
            CheckNode(node, known);
        }

        foreach (var output in model.Outputs)
        {
            Require(known.Contains(output.Name), $"every output must be computed, but '{output.Name}' is not");
        }
    }

    private static void CheckNode(OnnxNode node, HashSet<string> known)
    {
        Require(Operators.TryGetValue(node.Operator, out var takes),
            $"operators must be of the standard domain, but '{node.Operator}' is not known");
        Require(
            node.Inputs.Count >= takes.Fewest && node.Inputs.Count <= takes.Most && node.Outputs.Count == takes.Outputs,
            $"{node.Operator} takes {takes.Fewest} to {takes.Most} inputs and has {takes.Outputs} outputs, but was "
            + $"given {node.Inputs.Count} and {node.Outputs.Count}");
        foreach (var input in node.Inputs)
        {
            Require(input.Length == 0 || known.Contains(input), // an empty name stands for an input that is left out
                $"a node must read earlier values, but {node.Operator} reads '{input}'");
        }

        foreach (var output in node.Outputs)
        {
            Require(output.Length > 0 && known.Add(output),
                $"every value must have a unique name, but '{output}' is empty or computed twice");
        }

        var attributes = node.Attributes.Select(attribute => attribute.Name).ToArray();
        Require(attributes.Distinct().Count() == attributes.Length,
            $"attributes must have unique names, but {node.Operator} has {string.Join(", ", attributes)}");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidDataException($"This network cannot be written as ONNX: {rule}.");
        }
    }
}
