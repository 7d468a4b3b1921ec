using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NormFace.Detection;
using NormFace.Extraction;

namespace NormFace.Recognition;

/// <summary>Registers the face services with a program's dependency injection.</summary>
public static class NormFaceServices
{
    /// <summary>
    /// Adds a <see cref="FaceDetector"/>, an <see cref="IEmbeddingNetwork"/> and a <see cref="FaceEmbedder"/>, each once for the
    /// program and opened when first asked for. What is registered already stays.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="modelPath">The model; see <see cref="EmbeddingModel.Open"/>.</param>
    /// <param name="detectorPath">The detector; see <see cref="FaceDetector.Open"/>.</param>
    /// <param name="demands">What a picture must show; the defaults if null.</param>
    /// <param name="detectorOptions">Settings of detection; the defaults if null.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNormFace(
        this IServiceCollection services, string modelPath, string detectorPath, FaceDemands? demands = null, DetectorOptions? detectorOptions = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        ArgumentException.ThrowIfNullOrEmpty(detectorPath);
        services.TryAddSingleton(_ => FaceDetector.Open(detectorPath, detectorOptions));
        services.TryAddSingleton<IEmbeddingNetwork>(_ => EmbeddingModel.Open(modelPath));
        services.TryAddSingleton(provider => new FaceEmbedder(
            provider.GetRequiredService<FaceDetector>(), provider.GetRequiredService<IEmbeddingNetwork>())
        {
            Demands = demands ?? new FaceDemands(),
        });
        return services;
    }
}
