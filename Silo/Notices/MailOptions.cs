using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Silo.Notices;

/// <summary>Section <c>Fleet:Mail</c>: the mail server by which notices are sent.</summary>
internal sealed class MailOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Mail";

    /// <summary>Name or address of the server; empty: no mail is sent.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port. From 1 to 65535.</summary>
    /// <value>587, for submission.</value>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected: StartTls (the server must offer it), Tls from the start, or None for a server on this machine.</summary>
    /// <value>StartTls.</value>
    public MailProtection Protection { get; set; } = MailProtection.StartTls;

    /// <summary>Login, or empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>File with the password, readable by the service only.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Sender address.</summary>
    public string From { get; set; } = "";
}
