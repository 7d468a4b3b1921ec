using NormFace.Benchmarks;

// dotnet run -c Release --project bench/NormFace.Benchmarks -- [turns] [part of a head's name] [classes per tile]
var turns = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 31;
var tileSize = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
HeadBenchmark.Run(turns, args.Length > 1 ? args[1] : "", tileSize);
