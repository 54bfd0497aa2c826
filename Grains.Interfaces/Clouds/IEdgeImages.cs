namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Images of the edge node service (ENS) of one account.</summary>
public interface IEdgeImages
{
    /// <summary>Regions whose buckets ENS reads its imports from, best first.</summary>
    IReadOnlyList<string> ImportRegions { get; }

    /// <summary>Starts an import and returns the image's id; an image that already has this name is returned instead of a second one.</summary>
    Task<string> Import(EdgeImportRequest request, CancellationToken cancellation);

    /// <summary>The image, or null.</summary>
    Task<EdgeImage?> Find(string imageId, CancellationToken cancellation);

    /// <summary>The image of this very name, or null.</summary>
    Task<EdgeImage?> FindByName(string name, CancellationToken cancellation);

    /// <summary>All images of the account.</summary>
    Task<IReadOnlyList<EdgeImage>> List(CancellationToken cancellation);

    /// <summary>Deletes an image.</summary>
    Task Delete(string imageId, CancellationToken cancellation);
}
