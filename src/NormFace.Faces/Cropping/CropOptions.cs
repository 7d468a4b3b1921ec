using System.ComponentModel.DataAnnotations;
using NormFace.Detection;

namespace NormFace.Cropping;

/// <summary>Settings of a run that aligns many pictures.</summary>
public sealed record CropOptions
{
    /// <summary>Which face is meant where there are several. Default: the paper's central one.</summary>
    public FaceChoice Choice { get; init; } = FaceChoice.Central;

    /// <summary>How the faces are stored. Default: PNG.</summary>
    public CropFormat Format { get; init; }

    /// <summary>Pictures worked on at once. Default: the machine's processors.</summary>
    [Range(1, 1024)]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Faces whose eyes are nearer to each other than this, in pixels, are doubtful.</summary>
    [Range(0, double.MaxValue)]
    public double MinEyeDistance { get; init; } = 16;

    /// <summary>Faces that score less are doubtful; <see cref="FaceDetector.SureScore"/> if null.</summary>
    [Range(0, double.MaxValue)]
    public double? MinScore { get; init; }

    /// <summary>
    /// Faces whose landmarks lie farther from the template's (<see cref="Alignment.AlignmentTemplate.Residual"/>) are
    /// doubtful: turned or badly found.
    /// </summary>
    [Range(0, double.MaxValue)]
    public double MaxResidual { get; init; } = 7;
}
