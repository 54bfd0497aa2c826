using Microsoft.Extensions.Options;

namespace FleetMigrator.Cloud.Options;

/// <summary>Says everything that is wrong with the section at once.</summary>
internal sealed class CloudOptionsValidator : IValidateOptions<CloudOptions>
{
    public ValidateOptionsResult Validate(string? name, CloudOptions options)
    {
        var faults = new List<string>();
        Between(nameof(options.TryTimeout), options.TryTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Between(nameof(options.BodyTimeout), options.BodyTimeout, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        Between(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Between(nameof(options.LongestPause), options.LongestPause, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        Between(nameof(options.Patience), options.Patience, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        if (options.Tries is < 1 or > 20)
        {
            faults.Add($"{CloudOptions.Section}:{nameof(options.Tries)} must lie between 1 and 20.");
        }

        if (options.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
        {
            faults.Add($"{CloudOptions.Section}:{nameof(options.Endpoint)} must be an absolute http or https address.");
        }

        if (string.IsNullOrWhiteSpace(options.HomeRegion))
        {
            faults.Add($"{CloudOptions.Section}:{nameof(options.HomeRegion)} must name a region.");
        }

        if (options.AccessKeySecretFile is { } file && !File.Exists(file))
        {
            faults.Add($"{CloudOptions.Section}:{nameof(options.AccessKeySecretFile)} names a file that does not exist: {file}.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Between(string setting, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                faults.Add($"{CloudOptions.Section}:{setting} must lie between {least} and {most}.");
            }
        }
    }
}
