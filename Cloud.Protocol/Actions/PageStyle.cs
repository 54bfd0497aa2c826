namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>How an action's list is paged.</summary>
public enum PageStyle
{
    /// <summary>It returns no list, or all of it.</summary>
    None,

    /// <summary><c>PageNumber</c> and <c>PageSize</c>.</summary>
    Numbered,

    /// <summary><c>MaxResults</c> and <c>NextToken</c>, or numbered when no token style is asked for.</summary>
    TokenOrNumbered,
}
