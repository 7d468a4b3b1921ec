using System.Text.Json;
using NormFace.TestKit;

namespace NormFace.SupportVectors;

/// <summary>Problems with scikit-learn's answers, from <c>tests/golden/svm/svm.py</c>.</summary>
public sealed record SvmProblems(
    IReadOnlyList<SvmProblems.OnScores> Scores, IReadOnlyList<SvmProblems.OnKernel> Kernels)
{
    public static SvmProblems Read() => JsonSerializer.Deserialize<SvmProblems>(
        File.ReadAllText(SharedData.InRepository("tests/golden/svm/svm.json")), JsonSerializerOptions.Web)!;

    public sealed record OnScores(
        string Name, double C, double[] Scores, int[] Labels, double Weight, double Bias, double DualObjective)
    {
        public bool[] Positive => [.. Labels.Select(label => label == 1)];
    }

    public sealed record OnKernel(
        string Name,
        string Kernel,
        double C,
        int Columns,
        double[] Rows,
        int[] Labels,
        double Bias,
        double DualObjective,
        double[] Decisions)
    {
        public bool[] Positive => [.. Labels.Select(label => label == 1)];

        // Every entry by its definition, without the kernels under test.
        public double[] Gram()
        {
            var count = Labels.Length;
            var gram = new double[count * count];
            for (var entry = 0; entry < gram.Length; entry++)
            {
                var first = Rows.AsSpan(entry / count * Columns, Columns).ToArray();
                var second = Rows.AsSpan(entry % count * Columns, Columns).ToArray();
                gram[entry] = Kernel switch
                {
                    "linear" => first.Zip(second, (a, b) => a * b).Sum(),
                    "quadratic" => Math.Pow(first.Zip(second, (a, b) => a * b).Sum() + 1, 2),
                    _ => first.Zip(second, Math.Min).Sum(),
                };
            }

            return gram;
        }
    }
}
