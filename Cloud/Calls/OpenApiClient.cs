using System.Text.Json;
using FleetMigrator.Cloud.Credentials;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Calls;

/// <summary>
/// Calls ECS, VPC and ENS: one POST with all parameters in the query, signed with ACS3. Every try has a date, nonce and
/// signature of its own and the same client token, so a lost answer costs nothing.
/// </summary>
internal sealed class OpenApiClient(
    CloudTransport transport, CloudEndpoints endpoints, ICredentialSource credentials, CallRetry retry, CloudClock clock, CallChance chance, CloudOptions options, ICallPace pace)
{
    private static readonly string[] WrongTime = ["InvalidTimeStamp.Expired", "IllegalTimestamp", "InvalidTimeStamp.Format"];

    /// <summary>One call.</summary>
    /// <param name="region">Whose endpoint is asked.</param>
    /// <param name="parameters">Action and parameters; an action that takes a client token must have one.</param>
    /// <param name="cancellation">Ends at once.</param>
    /// <exception cref="FleetException">FM-4xxx, with the cloud's code and request id in <see cref="CloudFacts"/>.</exception>
    public Task<T> Call<T>(string region, ParameterWriter parameters, CancellationToken cancellation)
        where T : RpcResponse
    {
        var action = parameters.Action;
        var pairs = parameters.Pairs;
        if (action.Effect == ActionEffect.CreatesWithToken && !pairs.Exists(pair => pair.Key == "ClientToken"))
        {
            throw new ArgumentException($"{action} must carry a client token.", nameof(parameters));
        }

        var address = $"{endpoints.Rpc(action.Product, region)}/?{Query.Write(pairs)}";
        var name = $"{action} in {region}";
        var corrected = false;
        return retry.Run(name, Try, cancellation);

        async Task<T> Try(CancellationToken token)
        {
            await pace.Wait(region, token);
            // Signed after the wait: a signature is good for minutes only.
            using var request = Sign(action, address);
            var answer = await transport.Exchange(name, request, options.TryTimeout, action.Effect != ActionEffect.CreatesBlindly, token);
            if (answer.IsSuccess)
            {
                return Read<T>(name, answer);
            }

            var refusal = Refusal(name, answer);
            if (!corrected && WrongTime.Contains(refusal.Code, StringComparer.Ordinal) && clock.Follow(answer.Date))
            {
                corrected = true;
                throw new FailedTry(CloudFaults.Exception(CloudErrors.Refused, refusal), mayRepeat: true, TimeSpan.Zero);
            }

            var code = answer.RetryAfter is null ? CloudFaults.Classify(refusal) : CloudErrors.Throttled;
            // A fault inside may have come after the effect; only where repeating is harmless it is repeated.
            var harmless = action.Effect != ActionEffect.CreatesBlindly || code != CloudErrors.ServiceFault;
            throw new FailedTry(CloudFaults.Exception(code, refusal), harmless && CloudFaults.PassesSoon(refusal, code), answer.RetryAfter);
        }
    }

    private HttpRequestMessage Sign(ActionDefinition action, string address)
    {
        var key = credentials.Current() ?? throw CloudErrors.NotConfigured.With("no source of credentials has an access key");
        List<KeyValuePair<string, string>> headers =
        [
            new("host", new Uri(address).Authority),
            new("accept", "application/json"),
            new("user-agent", "FleetMigrator"),
            new("x-acs-action", action.Name),
            new("x-acs-version", action.Product.Version),
            new("x-acs-date", WireTime.Seconds(clock.Now)),
            new("x-acs-signature-nonce", chance.Nonce()),
            new("x-acs-content-sha256", Acs3.EmptyPayload),
        ];
        if (key.SecurityToken is { } token)
        {
            headers.Add(new("x-acs-security-token", token));
            headers.Add(new("x-acs-accesskey-id", key.Id));
        }

        headers.Add(new("Authorization", Acs3.Authorize(CloudTransport.Wire("POST", address, headers), key, Acs3.EmptyPayload)));
        return CloudTransport.Request(HttpMethod.Post, address, headers);
    }

    private static T Read<T>(string name, CloudAnswer answer)
    {
        try
        {
            return WireJson.Read<T>(answer.Body);
        }
        catch (JsonException malformed)
        {
            throw new FailedTry(CloudErrors.ServiceFault.With($"{name}: the answer is not the JSON expected", malformed), mayRepeat: false);
        }
    }

    private static CloudRefusal Refusal(string name, CloudAnswer answer)
    {
        try
        {
            var error = WireJson.Read<RpcError>(answer.Body);
            return new(name, answer.Status, error.Code, error.Message, error.RequestId);
        }
        catch (JsonException)
        {
            // A proxy or load balancer on the way answers in its own words.
            return new(name, answer.Status, "", "the answer is not of the cloud's API", answer.Header("x-acs-request-id") ?? "unknown");
        }
    }
}
