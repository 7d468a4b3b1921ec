namespace NormFace.SupportVectors;

/// <summary>A support vector machine with soft margin on any kernel.</summary>
/// <remarks>
/// Solves <c>min ½ a'Qa − Σ a</c> with <c>0 ≤ a ≤ C</c> and <c>Σ y a = 0</c>, where <c>Q_ij = y_i y_j K_ij</c> and y is
/// +1 for positive and −1 for negative samples: hinge loss, bias not regularised. All in float64. Source: Chang, Lin,
/// "LIBSVM: a library for support vector machines", ACM TIST 2 (2011), whose problem it is.
/// </remarks>
internal sealed class PrecomputedKernelSvm
{
    private readonly double[] coefficients;

    private PrecomputedKernelSvm(double[] coefficients, double bias, SvmCertificate certificate)
    {
        this.coefficients = coefficients;
        Bias = bias;
        Certificate = certificate;
        SupportVectorCount = coefficients.Count(coefficient => coefficient != 0);
    }

    /// <summary>
    /// Signed dual variables <c>a y</c> of the samples, 0 for those that play no part. Shape <c>[N]</c>.
    /// </summary>
    public IReadOnlyList<double> Coefficients => coefficients;

    /// <summary>Number of samples whose coefficient is not 0.</summary>
    public int SupportVectorCount { get; }

    /// <summary>
    /// The bias b: the mean over samples that lie on their margin (<c>0 &lt; a &lt; C</c>). Without any, b is not
    /// unique and the middle of the optimal interval is taken, as libsvm does.
    /// </summary>
    public double Bias { get; }

    /// <summary>Objectives and gaps, recomputed after training.</summary>
    public SvmCertificate Certificate { get; }

    /// <summary>Trains a machine.</summary>
    /// <param name="kernel">Similarities of the samples, symmetric and positive semidefinite.</param>
    /// <param name="positive">
    /// Whether each sample is positive; some must be and some must not. Shape <c>[N]</c>.
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The machine; the same for the same input, bit for bit.</returns>
    /// <exception cref="ArgumentException">
    /// Labels are not as many as samples, or only of one kind; the kernel gives a NaN or an infinity; a setting is out
    /// of range.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The wanted gap was not reached; the message names the gap that was.
    /// </exception>
    public static PrecomputedKernelSvm Train(Kernel kernel, IReadOnlyList<bool> positive, SvmOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        options ??= new SvmOptions();
        options.Check();
        var bounds = new CoefficientBounds(positive, kernel.Count, options.C);
        var solver = new PairwiseSolver(kernel, bounds, options);
        solver.Solve();

        var products = solver.Products();
        var bias = BestBias(solver.Coefficients, products, bounds);
        var certificate = SvmCertificate.Of(solver.Coefficients, products, bounds, bias, solver.Iterations);
        return new PrecomputedKernelSvm(solver.Coefficients, bias, certificate);
    }

    /// <summary>Decision value of a sample.</summary>
    /// <param name="similarities">
    /// Its similarities with the samples trained on, in their order. Shape <c>[N]</c>.
    /// </param>
    /// <returns><c>Σ a y K + b</c>: at least 0 counts as positive. A NaN gives NaN.</returns>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public double Decision(ReadOnlySpan<double> similarities)
    {
        if (similarities.Length != coefficients.Length)
        {
            throw new ArgumentException(
                $"similarities must be as long as the samples trained on ({coefficients.Length}), but has "
                    + $"{similarities.Length} values.", nameof(similarities));
        }

        var sum = Bias;
        for (var sample = 0; sample < coefficients.Length; sample++)
        {
            sum += coefficients[sample] * similarities[sample];
        }

        return sum;
    }

    private static double BestBias(double[] coefficients, double[] products, CoefficientBounds bounds)
    {
        var (sum, count) = (0.0, 0);
        for (var sample = 0; sample < coefficients.Length; sample++)
        {
            if (coefficients[sample] > bounds.Lowest(sample) && coefficients[sample] < bounds.Highest(sample))
            {
                sum += bounds.Sign(sample) - products[sample];
                count++;
            }
        }

        var (highest, lowest) = bounds.MarginRange(coefficients, products);
        return count > 0 ? sum / count : (highest + lowest) / 2;
    }
}
