namespace NormFace.SupportVectors;

/// <summary>Inner products of the rows of a matrix.</summary>
internal sealed class LinearKernel(double[] rows, int columns) : Kernel
{
    public override int Count => rows.Length / columns;

    public override double Self(int sample) => Product(sample, sample);

    public override void Row(int sample, Span<double> values)
    {
        for (var other = 0; other < values.Length; other++)
        {
            values[other] = Product(sample, other);
        }
    }

    private double Product(int first, int second)
    {
        var sum = 0.0;
        for (var column = 0; column < columns; column++)
        {
            sum += rows[(first * columns) + column] * rows[(second * columns) + column];
        }

        return sum;
    }
}
