using System.Data.Common;

namespace FleetMigrator.Silo.Storage;

/// <summary>All in which one database differs from another. Every other statement is written so that each understands it.</summary>
internal interface IDialect : IAsyncDisposable
{
    /// <summary>How Orleans names the driver.</summary>
    string Invariant { get; }

    /// <summary>Which of the built-in folders of scripts.</summary>
    string Scripts { get; }

    /// <summary>For everything that writes.</summary>
    DbDataSource Writer { get; }

    /// <summary>An open connection that only reads.</summary>
    DbConnection OpenReader();

    /// <summary>Until the transaction ends, either nobody else changes the tables (<paramref name="alone"/>), or nobody does so alone.</summary>
    Task Lock(DbConnection connection, DbTransaction transaction, bool alone, CancellationToken cancellation);

    /// <summary>The statement that asks which shape the read model's tables have; 0 or nothing for none.</summary>
    string ReadShape { get; }

    /// <summary>The statement that notes the shape.</summary>
    string WriteShape(long shape);

    /// <summary>The condition that a text contains another.</summary>
    string Contains(string column, string value);

    /// <summary>A field of a state, as text.</summary>
    string StateField(string name);
}
