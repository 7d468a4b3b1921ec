using NormFace.Models;

namespace NormFace.Graphs;

/// <summary>What an ONNX file of ours says about itself: the header of a model file, and what its graph takes and
/// gives.</summary>
internal static class ExportTexts
{
    /// <summary>Key of the header, as in model files.</summary>
    public const string Header = ModelFile.HeaderKey;

    private const string Input = "normface.input", Output = "normface.output";
    private const string Bytes = "bytes", Numbers = "numbers", Unit = "unit", Raw = "raw";

    public static Dictionary<string, string> Write(ModelHeader header, ExportOptions options) => new()
    {
        [Header] = header.ToText(),
        [Input] = options.TakesBytes ? Bytes : Numbers,
        [Output] = options.GivesUnitVectors ? Unit : Raw,
    };

    /// <exception cref="InvalidDataException">A text is missing or says what is not known.</exception>
    public static (ModelHeader Header, ExportOptions Options) Read(
        IReadOnlyDictionary<string, string> texts, string file)
    {
        var options = new ExportOptions
        {
            TakesBytes = Choice(texts, Input, file, Bytes, Numbers),
            GivesUnitVectors = Choice(texts, Output, file, Unit, Raw),
        };
        return (ModelHeader.Read(texts[Header], file), options);
    }

    private static bool Choice(
        IReadOnlyDictionary<string, string> texts, string key, string file, string yes, string no)
    {
        var text = texts.GetValueOrDefault(key);
        return text == yes || (
            text == no
                ? false
                : throw new InvalidDataException($"{file}({key}): expected {yes} or {no}, found {text ?? "nothing"}."));
    }
}
