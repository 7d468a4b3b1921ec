// The engine has one random generator for the process, and TorchSharp's numbers do not survive a garbage collection
// that another thread starts while a native call reads them (docs/decisions/0006-collection-between-steps.md). The
// engine takes all processors by itself, so
// that tests side by side were no faster.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
