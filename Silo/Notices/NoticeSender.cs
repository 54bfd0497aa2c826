using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Silo.Notices;

/// <summary>Sends by the way that the target names.</summary>
internal sealed class NoticeSender(WebhookSender webhooks, MailSender mails) : INoticeSender
{
    public Task Send(TargetRequest target, string secret, Notice notice, CancellationToken cancellation) => target.Kind == TargetKind.Webhook
        ? webhooks.Send(target, secret, notice, cancellation)
        : mails.Send(target, notice, cancellation);
}
