using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NormFace.Storage;

namespace NormFace.Cli.Output;

/// <summary>Figures as a JSON file.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file for programs, never part of a web page
    };

    /// <summary>Writes an object, whole or not at all.</summary>
    public static void Write(string path, JsonObject content) =>
        AtomicFile.WriteText(path, content.ToJsonString(Layout) + "\n");
}
