using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;

namespace FleetMigrator.Silo.Api;

/// <summary>Activation codes over REST.</summary>
internal static class CodeApi
{
    public static void MapCodes(this IEndpointRouteBuilder api)
    {
        var codes = api.MapGroup("/codes").WithTags("Activation codes");
        codes.MapPost("/", Create).WithName("createCode").WithSummary("Makes a code. Its secret is in this answer and nowhere else.");
        codes.MapGet("/", ([AsParameters] ListQuery query, IFleetReader reader, CancellationToken cancellation) => reader.Codes(query.ToFleet(), cancellation))
            .WithName("listCodes").WithSummary("Codes, newest first.");
        codes.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<IActivationCode>(id).View())
            .WithName("getCode").WithSummary("One code.");
        codes.MapPost("/{id}/disable", (string id, IGrainFactory grains) => grains.GetGrain<IActivationCode>(id).Disable())
            .WithName("disableCode").WithSummary("Ends new imports with this code for good.");
        codes.MapDelete("/{id}", async (string id, IGrainFactory grains) =>
        {
            await grains.GetGrain<IActivationCode>(id).Delete();
            return TypedResults.NoContent();
        }).WithName("deleteCode").WithSummary("Removes the code; imported servers stay.");
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.Created<NewCode>> Create(CodeRequest request, IGrainFactory grains, IInstallCommands install)
    {
        // Made first: a code whose install line cannot be written would be of no use to anybody.
        install.InstallLine("at-probe");
        var id = Ids.New("at");
        var created = await grains.GetGrain<IActivationCode>(id).Create(request);
        return TypedResults.Created($"/api/v1/codes/{id}", new NewCode(created.View, created.Code, install.InstallLine(created.Code)));
    }
}
