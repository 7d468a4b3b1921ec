using System.Globalization;
using NormFace.Benchmarks;

// dotnet run -c Release --project bench/NormFace.Benchmarks -- heads [turns] [part of a head's name] [classes per tile]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- loader|decoding RECIPE [turns or pictures]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- precision NETWORK WIDTH HEIGHT BATCH [turns]
NormFace.Native.NativeStart.Ensure();
switch (args.FirstOrDefault() ?? "heads")
{
    case "loader":
        TrainingBenchmark.Loader(args[1], Number(2) ?? 5);
        break;
    case "decoding":
        TrainingBenchmark.Decoding(args[1], Number(2) ?? 8000);
        break;
    case "precision":
        TrainingBenchmark.Precision(args[1], Number(2)!.Value, Number(3)!.Value, Number(4)!.Value, Number(5) ?? 11);
        break;
    default:
        HeadBenchmark.Run(Number(1) ?? 31, args.ElementAtOrDefault(2) ?? "", Number(3));
        break;
}

int? Number(int place) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : null;
