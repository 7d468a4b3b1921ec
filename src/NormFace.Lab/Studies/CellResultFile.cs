using System.Text.Json;
using System.Text.Json.Serialization;
using NormFace.Storage;

namespace NormFace.Studies;

/// <summary>Results of cells as JSON files, one a cell.</summary>
public static class CellResultFile
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a result, whole or not at all. Replicates are kept to four digits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, CellResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        AtomicFile.WriteText(path, JsonSerializer.Serialize(result, Layout) + "\n");
    }

    /// <summary>Reads a result.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidDataException">It is not a result.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CellResult Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CellResult>(File.ReadAllText(path), Layout)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: expected the result of a cell, found: {error.Message}", error);
        }
    }
}
