using System.Net;
using System.Text;
using System.Text.Json;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Silo.Notices;
using Microsoft.Extensions.Options;
using SmtpServer;
using SmtpServer.ComponentModel;

namespace FleetMigrator.Silo.Tests.Notices;

/// <summary>Notices on real connections.</summary>
public sealed class SenderTests
{
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly Notice News = new("no-1", NoticeKind.Failed, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "j-1", "web-1", "The export failed.", "FM-3018");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_gets_the_notice_with_a_signature_that_holds_and_no_other_body_fits()
    {
        using var listener = Listen(out var url);
        var taking = listener.GetContextAsync();
        using var sender = new WebhookSender(TimeProvider.System);
        var sending = sender.Send(new TargetRequest("hook", TargetKind.Webhook) { Url = url }, Secret, News, Cancellation);
        var taken = await taking.WaitAsync(Cancellation);
        using var buffer = new MemoryStream();
        await taken.Request.InputStream.CopyToAsync(buffer, Cancellation);
        var (id, time) = (taken.Request.Headers["webhook-id"]!, taken.Request.Headers["webhook-timestamp"]!);
        Assert.Equal("no-1", id);
        Assert.Equal(taken.Request.Headers["webhook-signature"], WebhookSender.Sign(Secret, id, time, buffer.ToArray()));
        Assert.NotEqual(taken.Request.Headers["webhook-signature"], WebhookSender.Sign(Secret, id, time, Encoding.UTF8.GetBytes("{}")));
        using var body = JsonDocument.Parse(buffer.ToArray());
        Assert.Equal("failed", body.RootElement.GetProperty("type").GetString());
        Assert.Equal("FM-3018", body.RootElement.GetProperty("data").GetProperty("code").GetString());
        taken.Response.StatusCode = 204;
        taken.Response.Close();
        await sending;
    }

    [Fact]
    public void The_signature_is_that_of_the_published_specification()
    {
        // The example of the Standard Webhooks specification.
        var signature = WebhookSender.Sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    public async Task Any_answer_but_success_is_told_as_a_refusal(int status)
    {
        using var listener = Listen(out var url);
        var taking = listener.GetContextAsync();
        using var sender = new WebhookSender(TimeProvider.System);
        var sending = sender.Send(new TargetRequest("hook", TargetKind.Webhook) { Url = url }, Secret, News, Cancellation);
        var taken = await taking.WaitAsync(Cancellation);
        taken.Response.StatusCode = status;
        taken.Response.RedirectLocation = url;
        taken.Response.Close();
        var refused = await Assert.ThrowsAsync<FleetException>(() => sending);
        Assert.Equal("FM-9020", refused.Code);
        Assert.Contains($"{status}", refused.Fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_reaches_every_recipient_through_a_real_mail_server()
    {
        var port = FreePort.Next();
        var box = new MailBox();
        var services = new ServiceProvider();
        services.Add(box);
        var server = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build(), services);
        var running = server.StartAsync(Cancellation);
        var sender = new MailSender(Options.Create(new MailOptions { Host = "127.0.0.1", Port = port, Protection = MailProtection.None, From = "fleet@example.org" }));
        await sender.Send(new TargetRequest("ops", TargetKind.Mail) { Recipients = ["a@example.org", "b@example.org"] }, News, Cancellation);
        server.Shutdown();
        await running;
        var mail = Assert.Single(box.Mails);
        Assert.Equal("[FleetMigrator] Failed: web-1", mail.Subject);
        Assert.Equal(["a@example.org", "b@example.org"], mail.To.Mailboxes.Select(address => address.Address));
        Assert.Contains("The export failed.", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mail_server_and_with_one_that_is_away_the_cause_is_named()
    {
        var target = new TargetRequest("ops", TargetKind.Mail) { Recipients = ["a@example.org"] };
        var none = new MailSender(Options.Create(new MailOptions()));
        Assert.Equal("FM-9023", (await Assert.ThrowsAsync<FleetException>(() => none.Send(target, News, Cancellation))).Code);
        var away = new MailSender(Options.Create(new MailOptions { Host = "127.0.0.1", Port = FreePort.Next(), Protection = MailProtection.None, From = "fleet@example.org" }));
        Assert.Equal("FM-9020", (await Assert.ThrowsAsync<FleetException>(() => away.Send(target, News, Cancellation))).Code);
    }

    private static HttpListener Listen(out string url)
    {
        url = $"http://127.0.0.1:{FreePort.Next()}/hook/";
        var listener = new HttpListener();
        listener.Prefixes.Add(url);
        listener.Start();
        return listener;
    }
}
