using AngleSharp.Dom;
using Bunit;
using FleetMigrator.Grains.Interfaces.Audit;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Fleet;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

/// <summary>Renders pages with doubles for everything behind them.</summary>
public abstract class DashboardContext : BunitContext, IAsyncLifetime
{
    protected DashboardContext()
    {
        Services.AddMudServices();
        Services.AddSingleton(Grains);
        Services.AddSingleton(Reader);
        Services.AddSingleton(Changes);
        Services.AddSingleton(Install);
        Services.AddSingleton(Client);
        Client.Offer().Returns(Samples.Client);
        Services.AddSingleton(Clouds);
        Services.AddSingleton<IActions>(Actions);
        Services.AddSingleton(Audit);
        Services.AddSingleton(TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected Orleans.IGrainFactory Grains { get; } = Substitute.For<Orleans.IGrainFactory>();

    protected IFleetReader Reader { get; } = Substitute.For<IFleetReader>();

    protected IFleetChanges Changes { get; } = Substitute.For<IFleetChanges>();

    protected IInstallCommands Install { get; } = Substitute.For<IInstallCommands>();

    protected IClientDownload Client { get; } = Substitute.For<IClientDownload>();

    protected ActionsDone Actions { get; } = new();

    protected IAuditReader Audit { get; } = Substitute.For<IAuditReader>();

    protected IClouds Clouds { get; } = Substitute.For<IClouds>();

    // Popovers are drawn by their provider, and pages with a menu fail without it.
    public ValueTask InitializeAsync()
    {
        Render<MudPopoverProvider>();
        return ValueTask.CompletedTask;
    }

    /// <summary>Clicks the button with this text.</summary>
    protected static Task Click<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
        => page.InvokeAsync(() => Button(page, text).ClickAsync(new()));

    /// <summary>The button with this text.</summary>
    protected static IElement Button<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
        => page.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
