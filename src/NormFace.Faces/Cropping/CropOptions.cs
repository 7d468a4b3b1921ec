using NormFace.Detection;

namespace NormFace.Cropping;

/// <summary>Settings of a run that aligns many pictures.</summary>
public sealed record CropOptions
{
    /// <summary>Which face is meant where there are several: the paper's central one unless set; not <see cref="FaceChoice.Only"/>.</summary>
    public FaceChoice Choice { get; init; } = FaceChoice.Central;

    /// <summary>How the faces are stored; PNG unless set.</summary>
    public CropFormat Format { get; init; }

    /// <summary>Pictures worked on at once, at least 1; the machine's processors unless set.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Faces whose eyes are nearer to each other than this, in pixels, are doubtful.</summary>
    public double LeastEyeDistance { get; init; } = 16;

    /// <summary>Faces that score less are doubtful, in [0, 1].</summary>
    public double LeastScore { get; init; } = 0.9;

    /// <summary>Faces whose points lie farther from the template's, in pixels of the template (root of the mean square), are doubtful: turned or badly found.</summary>
    public double LargestResidual { get; init; } = 7;

    /// <summary>Called after each picture with the pictures done.</summary>
    public Action<int> Progressed { get; init; } = _ => { };

    /// <summary>Throws unless a run can follow the settings.</summary>
    /// <returns>The settings themselves.</returns>
    /// <exception cref="ArgumentException">A setting is out of its range; it is named.</exception>
    public CropOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentNullException.ThrowIfNull(Progressed);
        if (!Enum.IsDefined(Choice) || !Enum.IsDefined(Format))
        {
            throw new ArgumentException($"{nameof(Choice)} and {nameof(Format)} must be ones that there are, but were {Choice} and {Format}.");
        }

        foreach (var (name, value) in new[] { (nameof(LeastEyeDistance), LeastEyeDistance), (nameof(LeastScore), LeastScore), (nameof(LargestResidual), LargestResidual) })
        {
            if (!(value >= 0))
            {
                throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be at least 0, but was {value}."));
            }
        }

        return Choice != FaceChoice.Only ? this
            : throw new ArgumentException($"{nameof(Choice)} must be {FaceChoice.Central} or {FaceChoice.Largest}: a run over many pictures has to choose.");
    }
}
