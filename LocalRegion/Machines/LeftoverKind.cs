namespace FleetMigrator.LocalRegion.Machines;

public enum LeftoverKind
{
    LoopDevice,
    Mount,
    NetworkNamespace,
    Bridge,
    Link,
    Cgroup,
    Process,
}
