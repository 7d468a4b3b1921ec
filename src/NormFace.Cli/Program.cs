using System.CommandLine;
using NormFace.Cli;
using NormFace.Cli.Commands;

RootCommand root = new("NormFace: embeddings on the hypersphere, trained and measured.")
{
    DemoCommand.Create(),
    TrainCommand.Create(),
    ImportCommand.Create(),
    EmbedCommand.Create(),
    ScaleCommand.Create(),
    ScaleDemoCommand.Create(),
    BoundCommand.Create(),
    DataCommand.Create(),
    DoctorCommand.Create(),
};

return await Invocation.RunAsync(root, args).ConfigureAwait(false);
