using Xunit.Sdk;
using Xunit.v3;

// What an input costs is measured for the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
