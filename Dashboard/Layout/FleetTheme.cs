using MudBlazor;

namespace FleetMigrator.Dashboard.Layout;

/// <summary>Colours whose contrast passes on both backgrounds, which the defaults of the component library do not.</summary>
internal static class FleetTheme
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5fa5",
            Secondary = "#5b4b8a",
            Success = "#1b6e3c",
            Warning = "#8a5300",
            Error = "#b3261e",
            Info = "#0b5fa5",
            AppbarBackground = "#0b3d66",
            AppbarText = "#ffffff",
            Background = "#f6f8fa",
            BackgroundGray = "#eceff3",
            Surface = "#ffffff",
            DrawerBackground = "#ffffff",
            DrawerText = "#22303c",
            DrawerIcon = "#4a5a68",
            TextPrimary = "#17212b",
            TextSecondary = "#4a5866",
            ActionDefault = "#4a5866",
            LinesDefault = "#dde3e9",
            TableLines = "#dde3e9",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7cbcf5",
            Secondary = "#c0b2ea",
            Success = "#7fd49b",
            Warning = "#f0b75f",
            Error = "#ff9d94",
            Info = "#7cbcf5",
            PrimaryContrastText = "#0b1a26",
            ErrorContrastText = "#2b0d0a",
            AppbarBackground = "#0d1b27",
            AppbarText = "#e8eef4",
            Background = "#101820",
            BackgroundGray = "#0b1219",
            Surface = "#18232d",
            DrawerBackground = "#141e27",
            DrawerText = "#d6dfe7",
            DrawerIcon = "#a9b7c3",
            TextPrimary = "#e8eef4",
            TextSecondary = "#b3c0cb",
            ActionDefault = "#b3c0cb",
            LinesDefault = "#2c3a46",
            TableLines = "#2c3a46",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts } },
    };
}
