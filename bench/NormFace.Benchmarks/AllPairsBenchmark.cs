using System.Diagnostics;
using System.Globalization;
using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.Scoring;
using NormFace.Verification;
using static TorchSharp.torch;

namespace NormFace.Benchmarks;

/// <summary>
/// How near to the matrix product alone does the evaluation of all pairs come, and what memory does it take?
/// </summary>
internal static unsafe class AllPairsBenchmark
{
    /// <summary>
    /// Product and evaluation turn by turn; then, with memory already read off, product and libtorch's.
    /// </summary>
    public static void Run(int turns, int count, int size, string? path)
    {
        var set = path is null ? Synthetic(count, size) : Read(path);
        var embeddings = set.Normalize();
        var threads = Environment.ProcessorCount;
        var pairs = set.Count * (set.Count - 1.0) / 2;
        using var product = new Product(embeddings, threads);
        var options = new AllPairsOptions { Fars = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2] };
        AllPairsResult? last = null;

        var result = Interleaved.Run(
            product.Run, () => last = AllPairsEvaluation.Of(embeddings, options), turns, warmUps: 2);
        var peak = PeakMegabytes();

        NormFace.Native.NativeStart.Ensure();
        var torch = Interleaved.Run(product.Run, TorchProduct(set), Math.Max(3, turns / 2), warmUps: 1);
        var flops = 2.0 * set.Size * pairs / 1e9;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"N = {set.Count}, D = {set.Size}, {set.Identities.Count} identities, {pairs / 1e6:F1} M pairs, {threads} "
            + $"threads, {turns} turns, {last!.PassCount} pass(es)"));
        Console.WriteLine();
        Console.WriteLine("| | seconds | M pairs/s | GFLOP/s | of the product's rate |");
        Console.WriteLine("|---|---|---|---|---|");
        Row("product alone", result.First, 1);
        Row("evaluation", result.Second, result.Ratio);
        Row("libtorch's product, in tiles", torch.Second, torch.Ratio);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"peak resident memory before libtorch: {peak:F0} MB; EER {last.EqualErrorRate.Rate:P2}, AUC "
            + $"{last.Summary.Auc.Value:F6}, genuine pairs {last.Summary.GenuineCount}"));

        void Row(string name, double seconds, double share) => Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {seconds:F3} | {pairs / seconds / 1e6:F0} | {flops / seconds:F0} | {share:F2} |"));
    }

    /// <summary>Where the time goes: each part on its own, medians.</summary>
    public static void Parts(int turns, int count, int size, string? path)
    {
        var set = path is null ? Synthetic(count, size) : Read(path);
        var embeddings = set.Normalize();
        var threads = Environment.ProcessorCount;
        var groups = new IdentityGroups(set.Labels, set.Identities.Count, 1);
        using var rows = new PackedRows(embeddings, groups.Groups, embeddings.CopyRow, threads);
        using var product = new Product(embeddings, threads);
        GenuineScores genuine = Genuine();
        var bare = new CountingPlan(null, [], new WatchLimits());
        var ranked = new CountingPlan(genuine, [], new WatchLimits());
        var counts = Count(ranked);
        var bootstrap = new GroupBootstrap(genuine.Coarse, counts.Coarse);
        (string Name, Action Run)[] parts =
        [
            ("product alone", product.Run),
            (
                "packing the rows",
                () => new PackedRows(embeddings, groups.Groups, embeddings.CopyRow, threads).Dispose()),
            ("genuine scores, sorted", () => Genuine()),
            ("product with counting by place", () => Count(bare)),
            ("the same, with ranking among genuine scores", () => Count(ranked)),
            ("figures of 1,000 replicates", () => bootstrap.Figures([1e-5, 1e-4, 1e-3, 1e-2], 1000, 1, threads)),
        ];
        var seconds = parts.Select(_ => new List<double>()).ToArray();
        for (var turn = -2; turn < turns; turn++)
        {
            for (var part = 0; part < parts.Length; part++)
            {
                var start = Stopwatch.GetTimestamp();
                parts[part].Run();
                if (turn >= 0)
                {
                    seconds[part].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        Console.WriteLine("| part | ms |\n|---|---|");
        for (var part = 0; part < parts.Length; part++)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {parts[part].Name} | {seconds[part].Order().ElementAt(turns / 2):F1} |"));
        }

        GenuineScores Genuine() => GenuineScores.Of(rows, groups.Genuine, 8, threads, default);

        ImpostorCounts Count(CountingPlan plan) => CountingPass.Run(rows, plan, 8, threads, null, default);
    }

    /// <summary>The figures of a subset of 10⁷ pairs against all its scores sorted.</summary>
    public static void Check(int count, int size, string? path)
    {
        var all = path is null ? Synthetic(count, size) : Read(path);
        var set = all.Choose([.. Enumerable.Range(0, Math.Min(count, all.Count))]);
        var embeddings = set.Normalize();
        var options = new AllPairsOptions { Fars = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1] };
        var result = AllPairsEvaluation.Of(embeddings, options);
        var sorted = Sorted(set);
        var isEqual = RocCurve.Auc(sorted) == result.Summary.Auc.Value
            && RocCurve.EqualErrorRate(sorted) == result.EqualErrorRate
            && RocCurve.BestThreshold(sorted) == result.BestThreshold
            && options.Fars.Select(far => RocCurve.At(sorted, far)).Select(point => (point.Threshold, point.Tar))
                .SequenceEqual(result.Summary.TrueAcceptRates.Select(rate => (rate.Threshold, rate.Tar.Value)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.PairCount} pairs, {result.PassCount} pass(es): "
            + $"{(isEqual ? "equal to the sorted scores, bit for bit" : "DIFFERENT from the sorted scores")}"));
    }

    private static ScoreSet Sorted(FeatureSet set)
    {
        List<double> genuine = [], impostor = [];
        var rows = new float[set.Count][];
        for (var row = 0; row < set.Count; row++)
        {
            var factor = 1 / Math.Sqrt(set.Row(row).ToArray().Sum(value => (double)value * value));
            rows[row] = [.. set.Row(row).ToArray().Select(value => (float)(value * factor))];
            for (var other = 0; other < row; other++)
            {
                var score = 0f;
                for (var index = 0; index < set.Size; index++)
                {
                    score = MathF.FusedMultiplyAdd(rows[row][index], rows[other][index], score);
                }

                (set.Labels[row] == set.Labels[other] ? genuine : impostor).Add(score);
            }
        }

        return new ScoreSet(genuine.ToArray(), impostor.ToArray());
    }

    private static FeatureSet Read(string path)
    {
        return FeatureFile.Read(path, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "names.txt"));
    }

    // Sizes of identities fall off as in LFW: most have one row, few have hundreds. Rows lie about their identity, one
    // in a hundred far from it.
    private static FeatureSet Synthetic(int count, int size)
    {
        var random = new Random(1);
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var identityCount = Math.Max(2, count * 5749 / 13233);
        var names = new string[count];
        var values = new float[(long)count * size];
        var centres = new float[(long)identityCount * size];
        for (var index = 0; index < centres.Length; index++)
        {
            centres[index] = (float)Normal();
        }

        for (var row = 0; row < count; row++)
        {
            var identity = row < identityCount ? row : (int)(identityCount * Math.Pow(random.NextDouble(), 3.3));
            var spread = random.Next(100) == 0 ? 3 : 0.4 + (0.8 * random.NextDouble());
            names[row] = string.Create(CultureInfo.InvariantCulture, $"Identity_{identity}/{row}.jpg");
            for (var column = 0; column < size; column++)
            {
                values[((long)row * size) + column] = (float)(
                    centres[((long)identity * size) + column] + (spread * Normal()));
            }
        }

        return new FeatureSet(values, names);
    }

    private static Action TorchProduct(FeatureSet set)
    {
        const int Tile = 1024;
        var rows = tensor(set.Values.ToArray(), [set.Count, set.Size]);
        var scores = empty(Tile, Tile);
        return () =>
        {
            using var scope = NewDisposeScope();
            for (var first = 0; first < set.Count; first += Tile)
            {
                for (var second = first; second < set.Count; second += Tile)
                {
                    var (left, right) = (
                        rows.slice(0, first, Math.Min(first + Tile, set.Count), 1),
                        rows.slice(0, second, Math.Min(second + Tile, set.Count), 1));
                    var to = scores.slice(0, 0, left.shape[0], 1).slice(1, 0, right.shape[0], 1);
                    mm_out(to, left, right.t());
                }
            }
        };

        static void mm_out(Tensor to, Tensor left, Tensor right) => to.addmm_(left, right, beta: 0, alpha: 1);
    }

    private static double PeakMegabytes() => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line =>
            double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture) / 1024)
        .First();

    /// <summary>
    /// The kernel alone over all pairs, packed beforehand, without groups; scores stay in a tile that the next
    /// overwrites.
    /// </summary>
    private sealed class Product : IDisposable
    {
        private const int BlockBytes = 1 << 18;
        private readonly PackedRows rows;
        private readonly NativeArray<float> left;
        private readonly int threads;

        public Product(EmbeddingSet set, int threads)
        {
            this.threads = threads;
            rows = new PackedRows(set, new IdentityGroups(new int[set.Count], 1, 1).Groups, set.CopyRow, threads);
            left = new NativeArray<float>((long)rows.LeftTiles(0) * TileProduct.LeftRows * rows.Size);
            for (var tile = 0; tile < rows.LeftTiles(0); tile++)
            {
                rows.PackLeft(
                    0, tile * TileProduct.LeftRows, left.Start + ((nint)tile * TileProduct.LeftRows * rows.Size));
            }
        }

        public void Run()
        {
            var tileLength = (nint)TileProduct.LeftRows * rows.Size;
            var block = (int)Math.Max(1, BlockBytes / (tileLength * sizeof(float)) / 2);
            var blocks = (rows.LeftTiles(0) + block - 1) / block;
            var claimed = -1;
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
            {
                using var scores = new NativeArray<float>(TileProduct.ScoreCount);
                for (int job; (job = Interlocked.Increment(ref claimed)) < blocks;)
                {
                    var (from, end) = (job * block, Math.Min((job + 1) * block, rows.LeftTiles(0)));
                    var first = from * TileProduct.LeftRows;
                    for (var right = first - (first % TileProduct.RightRows); right < rows.Start(1); right += TileProduct.RightRows)
                    {
                        for (var tile = from; tile < end && tile * TileProduct.LeftRows < right + TileProduct.RightRows; tile++)
                        {
                            TileProduct.Scores(
                                left.Start + (tile * tileLength), rows.Right(right), rows.Size, scores.Start);
                        }
                    }
                }
            });
        }

        public void Dispose()
        {
            rows.Dispose();
            left.Dispose();
        }
    }
}
