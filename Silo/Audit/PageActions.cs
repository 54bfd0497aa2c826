using FleetMigrator.Grains.Interfaces.Audit;
using Microsoft.AspNetCore.Components;

namespace FleetMigrator.Silo.Audit;

/// <summary>Puts what a person does on a page on the audit trail. Lives as long as the open page.</summary>
internal sealed class PageActions(AuditTrail trail, NavigationManager page) : IActions
{
    public Task<T> Do<T>(string action, string subject, object? request, Func<Task<T>> act)
        => trail.Record(
            new AuditEntry(0, default, AuditTrail.StartToken, "", action, "PAGE", "/" + page.ToBaseRelativePath(page.Uri), subject, trail.Node(request)),
            () => new ValueTask<T>(act()),
            CancellationToken.None); // Whoever closes the page has asked all the same.
}
