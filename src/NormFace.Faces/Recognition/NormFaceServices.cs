using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NormFace.Detection;
using NormFace.Extraction;

namespace NormFace.Recognition;

/// <summary>Registers the face services with a program's dependency injection.</summary>
public static class NormFaceServices
{
    /// <summary>
    /// Adds a <see cref="FaceDetector"/>, an <see cref="IEmbeddingNetwork"/> and a <see cref="FaceEmbedder"/>, each
    /// once for the program and opened when first asked for. What is registered already stays.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; if null, they come from the program's configuration of
    /// <see cref="NormFaceOptions"/>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNormFace(
        this IServiceCollection services, Action<NormFaceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<NormFaceOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddSingleton(provider =>
        {
            var set = Options(provider);
            return FaceDetector.Open(Given(set.DetectorPath, nameof(set.DetectorPath)), set.Detector);
        });
        services.TryAddSingleton<IEmbeddingNetwork>(provider =>
        {
            var set = Options(provider);
            return EmbeddingModel.Open(Given(set.ModelPath, nameof(set.ModelPath)), set.Threads, set.ContractPath);
        });
        services.TryAddSingleton(provider => new FaceEmbedder(
            provider.GetRequiredService<FaceDetector>(),
            provider.GetRequiredService<IEmbeddingNetwork>(),
            Options(provider).Requirements,
            provider.GetService<ILogger<FaceEmbedder>>()));
        return services;
    }

    private static NormFaceOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<NormFaceOptions>>().Value;

    private static string Given(string path, string name) =>
        path.Length > 0 ? path : throw new OptionsValidationException(
        name,
        typeof(NormFaceOptions),
        [$"{nameof(NormFaceOptions)}.{name} must be set, but is empty. Set it, or register the service yourself."]);
}
