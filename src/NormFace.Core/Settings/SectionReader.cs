using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>Reads a nested section whose type alone does not say what is in it.</summary>
/// <param name="type">Type of the property, or of the elements of its list.</param>
/// <param name="section">The JSON object.</param>
/// <param name="path">Dotted key of the object, for messages.</param>
/// <returns>The value; null to have it read as an options record.</returns>
public delegate object? SectionReader(Type type, JsonObject section, string path);
