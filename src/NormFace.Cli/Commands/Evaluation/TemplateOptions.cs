using System.CommandLine;
using NormFace.Embeddings;
using NormFace.Templates;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options that pool several pictures into one template.</summary>
internal static class TemplateOptions
{
    /// <summary>How pictures are pooled.</summary>
    public static Option<bool> KeepLengths { get; } = new("--keep-lengths")
    {
        Description = "Pool embeddings by their length, instead of projecting them to the unit sphere first.",
    };

    private static readonly Option<FileInfo?> Templates = new("--templates")
    {
        Description = "Table of templates: columns template, picture, and optionally subject, media, weight. Each "
            + "becomes one embedding named subject/template.",
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Templates);
        command.Options.Add(KeepLengths);
        command.Validators.Add(result =>
        {
            if (result.GetResult(KeepLengths) is not null && result.GetResult(Templates) is null)
            {
                result.AddError("Option '--keep-lengths' says how to pool and needs '--templates'.");
            }
        });
    }

    /// <summary>The set, or its templates where a table was named.</summary>
    public static FeatureSet Pool(ParseResult parsed, FeatureSet set) => parsed.GetValue(Templates) is { } table
        ? TemplateTable.Read(table.FullName).Pool(set, parsed.GetValue(KeepLengths))
        : set;
}
