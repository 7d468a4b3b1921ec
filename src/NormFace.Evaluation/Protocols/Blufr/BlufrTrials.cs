namespace NormFace.Protocols.Blufr;

/// <summary>The trials of the LFW benchmark BLUFR, or trials of the same form for other pictures.</summary>
/// <remarks>
/// In each of ten trials 1,500 people of LFW are for training and the other 4,249 for testing. Verification compares
/// all pairs of test pictures. Open-set identification enrols one picture of each of 1,000 test people; their other
/// pictures are the genuine probes, and all pictures of the other 3,249 the impostor probes. Source: Liao, Lei, Yi, Li,
/// "A benchmark study of large-scale unconstrained face recognition", IJCB 2014.
/// </remarks>
public sealed class BlufrTrials
{
    internal BlufrTrials(
        string origin,
        bool isGenerated,
        IReadOnlyList<string> names,
        IReadOnlyList<int> labels,
        IReadOnlyList<BlufrTrial> trials)
    {
        Origin = origin;
        IsGenerated = isGenerated;
        Names = names;
        Labels = labels;
        Trials = trials;
    }

    /// <summary>
    /// Where the trials come from, for reports: the file they were read from, or that they were generated and with
    /// which seed.
    /// </summary>
    public string Origin { get; }

    /// <summary>Whether the trials were generated, and so are not the official ones.</summary>
    public bool IsGenerated { get; }

    /// <summary>File names of all pictures. Official ones are bare, such as <c>Aaron_Eckhart_0001.jpg</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Label of the identity of each picture. Shape as <see cref="Names"/>.</summary>
    public IReadOnlyList<int> Labels { get; }

    internal IReadOnlyList<BlufrTrial> Trials { get; }

    /// <summary>Reads the official lists, <c>blufr_lfw_config.mat</c>, or a file of the same form.</summary>
    /// <remarks>
    /// Read are <c>imageList</c> (cell of file names), <c>labels</c> (one for each), and with one cell a trial
    /// <c>testIndex</c>, <c>galIndex</c>, <c>probIndex</c> and, if there, <c>trainIndex</c>: places from 1. Probes are
    /// genuine where their label is in the gallery.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <returns>The trials.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is of another form, or its lists contradict each other; what was found is said.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static BlufrTrials Read(string path)
    {
        BlufrFile file = new(path);
        return new BlufrTrials(
            $"read from {Path.GetFileName(path)}", isGenerated: false, file.Names, file.Labels, file.Trials());
    }

    /// <summary>
    /// Generates trials of the same form for any pictures, for users without the official lists. Figures on them are
    /// not BLUFR figures.
    /// </summary>
    /// <param name="names">
    /// Paths of the pictures, <c>Name/Name_0001.jpg</c> or bare <c>Name_0001.jpg</c>, each once.
    /// </param>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="trialCount">Number of trials, from 1 to 1,000.</param>
    /// <returns>The trials, in the benchmark's proportions. The same names and seed give the same trials.</returns>
    /// <exception cref="InvalidDataException">
    /// There are too few people: a trial needs two that can be enrolled or probe.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public static BlufrTrials Generate(IReadOnlyList<string> names, int seed = 0, int trialCount = 10) =>
        Generate(names, new BlufrGeneration { Seed = seed, TrialCount = trialCount });

    internal static BlufrTrials Generate(IReadOnlyList<string> names, BlufrGeneration options)
    {
        var (ordered, labels, trials) = BlufrGenerator.Generate(names, options);
        return new BlufrTrials(
            FormattableString.Invariant($"generated, seed {options.Seed}; not the official ")
                + "lists", isGenerated: true, ordered, labels, trials);
    }
}
