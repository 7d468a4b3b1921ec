using NormFace.Embeddings;
using NormFace.Projection;

namespace NormFace.Studies;

/// <summary>Features in principal components that were fitted on other people.</summary>
public static class ProjectedFeatures
{
    /// <summary>Projects features to the components that hold more than 99.5 % of the variance of others.</summary>
    /// <param name="features">Features to project, as the network gives them.</param>
    /// <param name="others">Features the components are fitted on, of people who are not tested.</param>
    /// <returns>The projected features, under the same names.</returns>
    /// <exception cref="ArgumentException">The features differ in length, or the others do not vary.</exception>
    public static FeatureSet Of(FeatureSet features, FeatureSet others)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(others);
        var components = PrincipalComponents.Fit(others.Values.Span, others.Size);
        return new FeatureSet(
            [.. components.Project(features.Values.Span).Select(value => (float)value)], features.Names);
    }
}
