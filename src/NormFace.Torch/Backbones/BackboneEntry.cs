namespace NormFace.Backbones;

/// <summary>A network of the catalogue.</summary>
/// <param name="Name">Name to ask for it by, and the one model files store.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Defaults">The settings it takes, with their defaults; those left null it does not take.</param>
/// <param name="Create">Builds it; settings left null have the default.</param>
public sealed record BackboneEntry(
    string Name, string Description, BackboneOptions Defaults, Func<BackboneOptions?, Backbone> Create);
