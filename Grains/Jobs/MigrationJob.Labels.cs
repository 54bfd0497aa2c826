using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Labels;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Tags and resource group of a job. What it has already made in the cloud keeps the tags it was made with.</summary>
internal sealed partial class MigrationJob
{
    public async Task<JobView> Label(LabelChange change)
    {
        MustExist();
        var labels = await new Labels.Labels(Record.Request!.Tags, Record.Request.ResourceGroup).After(change, GrainFactory);
        await Save(job => job with { Request = job.Request! with { Tags = labels.Tags, ResourceGroup = labels.Group } });
        return ToView();
    }
}
