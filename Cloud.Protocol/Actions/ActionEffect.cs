namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>What repeating an action does; it decides what a client may do after a lost answer.</summary>
public enum ActionEffect
{
    /// <summary>Changes nothing.</summary>
    Reads,

    /// <summary>Doing it twice is as good as once: deletes, starts, stops.</summary>
    Repeatable,

    /// <summary>Creates, and a <c>ClientToken</c> makes a second call return the first result.</summary>
    CreatesWithToken,

    /// <summary>Creates without a token: look before repeating.</summary>
    CreatesBlindly,
}
