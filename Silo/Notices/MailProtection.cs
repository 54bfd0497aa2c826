namespace FleetMigrator.Silo.Notices;

/// <summary>How the way to the mail server is protected.</summary>
internal enum MailProtection
{
    /// <summary>The server must offer STARTTLS.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}
