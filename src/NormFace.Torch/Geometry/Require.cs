using System.Runtime.CompilerServices;

namespace NormFace.Geometry;

/// <summary>Argument checks for tensors. Every message reads: what must hold, then what was given.</summary>
internal static class Require
{
    public static void Floating(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);

        if (!tensor.is_floating_point())
        {
            throw new ArgumentException(
                $"{name} must be float32, float64, bfloat16 or float16, but was {tensor.dtype}. Convert with "
                + $".to(float32).",
                name);
        }
    }

    public static void Matrix(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        Floating(tensor, name);

        if (tensor.dim() != 2)
        {
            throw new ArgumentException($"{name} must have shape [N, D], but was {Shape(tensor)}.", name);
        }
    }

    public static void Columns(
        Tensor tensor, long columns, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        Floating(tensor, name);

        if (tensor.dim() != 2 || tensor.shape[1] != columns)
        {
            throw new ArgumentException($"{name} must have shape [N, {columns}], but was {Shape(tensor)}.", name);
        }
    }

    public static void Axis(Tensor tensor, int axis, [CallerArgumentExpression(nameof(axis))] string? name = null)
    {
        if (axis < -tensor.dim() || axis >= tensor.dim())
        {
            throw new ArgumentOutOfRangeException(
                name, axis, $"{name} must be an axis of a tensor of shape {Shape(tensor)}, but was {axis}.");
        }
    }

    public static void Epsilon(double epsilon, [CallerArgumentExpression(nameof(epsilon))] string? name = null) =>
        AtLeast(epsilon, 0, name);

    public static void AtLeast(
        double value, double minimum, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= minimum && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(
                name,
                value,
                FormattableString.Invariant($"{name} must be finite and at least {minimum}, but was {value}."));
        }
    }

    public static void Above(
        double value, double bound, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > bound && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{name} must be finite and above {bound}, but was {value}."));
        }
    }

    public static void Between(
        double value, double lowest, double highest, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= lowest && value <= highest))
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{name} must lie in [{lowest}, {highest}], but was {value}."));
        }
    }

    /// <summary>Throws unless the value lies in [0, 1).</summary>
    public static void Share(
        double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{name} must lie in [0, 1), but was {value}."));
        }
    }

    public static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
