using System.Globalization;
using NormFace.Benchmarks;

// dotnet run -c Release --project bench/NormFace.Benchmarks -- heads [turns] [part of a head's name] [classes per tile]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- loader|decoding RECIPE [turns or pictures]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- precision NETWORK WIDTH HEIGHT BATCH [turns]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- features FOLDER [feature size] [batch] [steps]
// [classes per tile]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- allpairs [turns] [rows] [columns] [EMBEDDINGS.npy,
// beside its names.txt]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- allpairs-parts [turns] [rows] [columns] [EMBEDDINGS.npy]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- allpairs-check [rows] [columns] [EMBEDDINGS.npy]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- aligning PICTURES DETECTOR [turns]
// dotnet run -c Release --project bench/NormFace.Benchmarks -- blur PICTURES PAIRS MODEL DETECTOR
// dotnet run -c Release --project bench/NormFace.Benchmarks -- runtimes MODEL|all [batch] [turns]
switch (args.FirstOrDefault()) // without libtorch, whose memory is not theirs
{
    case "allpairs":
        AllPairsBenchmark.Run(Number(1) ?? 11, Number(2) ?? 13_233, Number(3) ?? 128, args.ElementAtOrDefault(4));
        return;
    case "allpairs-parts":
        AllPairsBenchmark.Parts(Number(1) ?? 11, Number(2) ?? 13_233, Number(3) ?? 128, args.ElementAtOrDefault(4));
        return;
    case "allpairs-check":
        AllPairsBenchmark.Check(Number(1) ?? 4_473, Number(2) ?? 128, args.ElementAtOrDefault(3));
        return;
    case "aligning":
        AligningBenchmark.Run(args[1], args[2], Number(3) ?? 3);
        return;
    case "blur":
        BlurBenchmark.Run(args[1], args[2], args[3], args[4]);
        return;
}

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
    case "features":
        FeatureBenchmark.Run(args[1], Number(2) ?? 512, Number(3) ?? 1024, Number(4) ?? 30, Number(5));
        break;
    case "runtimes":
        if (args.ElementAtOrDefault(1) == "all")
        {
            RuntimeBenchmark.All(Number(2) ?? 8, Number(3) ?? 5);
        }
        else
        {
            RuntimeBenchmark.Run(args[1], Number(2) ?? 32, Number(3) ?? 21);
        }

        break;
    default:
        HeadBenchmark.Run(Number(1) ?? 31, args.ElementAtOrDefault(2) ?? "", Number(3));
        break;
}

int? Number(int place) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : null;
