namespace NormFace.Losses;

/// <summary>A learned bias for each class, without weight decay.</summary>
internal static class ClassBias
{
    /// <summary>Biases that start at 0. Shape <c>[C]</c>.</summary>
    public static Parameter Zero(int classCount)
    {
        var bias = new Parameter(zeros(classCount));
        bias.DetachFromDisposeScope();
        return bias;
    }

    /// <summary>Its share of learning rate and decay.</summary>
    public static ParameterGroup Group(Parameter bias) => new("bias", bias, 1, 0);
}
