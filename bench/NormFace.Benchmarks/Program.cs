using NormFace.Benchmarks;

// dotnet run -c Release --project bench/NormFace.Benchmarks -- [turns]
var turns = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 21;
HeadBenchmark.Run(turns);
