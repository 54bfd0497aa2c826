using System.Net.Sockets;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Notices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FleetMigrator.Silo.Notices;

/// <summary>Notices as mails, by SMTP.</summary>
internal sealed class MailSender(IOptions<MailOptions> options)
{
    public async Task Send(TargetRequest target, Notice notice, CancellationToken cancellation)
    {
        var mail = options.Value;
        if (mail.Host.Length == 0 || mail.From.Length == 0)
        {
            throw NoticeErrors.NoMailServer.With($"'{mail.Host}' from '{mail.From}'");
        }

        using var message = Write(target, notice, mail.From);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(mail.Host, mail.Port, Protection(mail.Protection), cancellation);
            if (mail.User.Length > 0)
            {
                await client.AuthenticateAsync(mail.User, (await File.ReadAllTextAsync(mail.PasswordFile, cancellation)).Trim(), cancellation);
            }

            await client.SendAsync(message, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception failed) when (failed is SocketException or IOException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or UnauthorizedAccessException)
        {
            throw NoticeErrors.NotTaken.With($"{mail.Host}:{mail.Port}: {failed.Message}", failed);
        }
    }

    private static MimeMessage Write(TargetRequest target, Notice notice, string from)
    {
        var message = new MimeMessage { Subject = $"[FleetMigrator] {notice.Kind}: {notice.SubjectName}", Date = notice.At, MessageId = $"{notice.Id}@fleetmigrator" };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.AddRange(target.Recipients.Select(MailboxAddress.Parse));
        message.Body = new TextPart("plain") { Text = $"{notice.Text}\n\n{notice.SubjectName} ({notice.SubjectId})\n{notice.At:u}{(notice.Code is null ? "" : $"\n{notice.Code}")}\n" };
        return message;
    }

    private static SecureSocketOptions Protection(MailProtection protection) => protection switch
    {
        MailProtection.Tls => SecureSocketOptions.SslOnConnect,
        MailProtection.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
