using System.Text.Json.Nodes;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Carries out one action. It runs inside the region's gate, so it only looks, decides and queues work.</summary>
internal delegate JsonObject RpcAction(RpcCall call, Change change);
