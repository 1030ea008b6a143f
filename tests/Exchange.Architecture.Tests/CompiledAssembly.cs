using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Exchange.Architecture.Tests;

/// <summary>One of our assemblies as the compiler left it, read as metadata and never loaded.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader file;

    public CompiledAssembly(string name)
    {
        file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        Metadata = file.GetMetadataReader();
    }

    /// <summary>The libraries of src; the command line is compiled to <c>exchange</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["Exchange.Formats", "Exchange.Reports", "Exchange.Contract", "Exchange.Server", "Exchange.Client"];

    public MetadataReader Metadata { get; }

    /// <summary>The assembly of a project of src.</summary>
    public static CompiledAssembly Of(string project) => new(project == "Exchange.Cli" ? "exchange" : project);

    /// <summary>The simple names of the assemblies whose types it uses. The compiler leaves out what is referenced but unused.</summary>
    public IReadOnlyList<string> References =>
        [.. Metadata.AssemblyReferences.Select(handle => Metadata.GetString(Metadata.GetAssemblyReference(handle).Name))];

    public MethodBodyBlock? Body(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? null : file.GetMethodBody(method.RelativeVirtualAddress);

    public void Dispose() => file.Dispose();
}
