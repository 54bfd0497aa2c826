namespace FleetMigrator.Grains.Jobs;

/// <summary>
/// The script that an intermediate instance runs at its first boot: fetch the bundle, check it, start the receiver in it.
/// It holds a one-time token, addresses and hashes, and never a key of the cloud.
/// </summary>
internal static class ReceiverUserData
{
    /// <summary>Where the bundle is unpacked on the instance.</summary>
    public const string Root = "/opt/fleet-receiver";

    /// <summary>The script.</summary>
    /// <param name="bundleAddress">Presigned address of the bundle.</param>
    /// <param name="bundleSha256">Lower-case hex.</param>
    /// <param name="siloUrl">Address of the agents' listener.</param>
    /// <param name="caSha256">SHA-256 of the service's CA certificate, lower-case hex.</param>
    /// <param name="token"><c>&lt;ii-id&gt;.&lt;secret&gt;</c>.</param>
    public static string Script(string bundleAddress, string bundleSha256, string siloUrl, string caSha256, string token) => $$"""
        #!/bin/sh
        # Starts the receiver of one migration. It ends with this instance.
        set -eu
        umask 077

        root={{Root}}
        bundle=/var/tmp/fleet-receiver.tar.gz
        address={{Quoted(bundleAddress)}}
        sha256={{Quoted(bundleSha256)}}

        tries=0
        until curl --fail --silent --show-error --location --connect-timeout 10 --output "$bundle" "$address"; do
          tries=$((tries + 1))
          [ "$tries" -lt 60 ] || { echo "the receiver bundle could not be fetched" >&2; exit 1; }
          sleep 5
        done
        printf '%s  %s\n' "$sha256" "$bundle" | sha256sum -c -

        mkdir -p "$root"
        tar -xzpf "$bundle" -C "$root"
        rm -f "$bundle"
        chmod 755 "$root"

        printf '%s' {{Quoted(token)}} >"$root/etc/fleet-token"
        mkdir -p "$root/dev" "$root/proc" "$root/sys" "$root/var/lib/fleet-receiver"
        for file in /etc/resolv.conf /etc/hosts; do
          [ ! -e "$file" ] || cat "$file" >"$root$file"
          [ ! -e "$root$file" ] || chmod 644 "$root$file"
        done
        mount --rbind /dev "$root/dev"
        mount -t proc proc "$root/proc"
        mount --rbind /sys "$root/sys"

        cat >/var/tmp/fleet-receiver-loop <<'EOF'
        #!/bin/sh
        while :; do
          chroot {{Root}} /fleet-receiver run --silo {{Quoted(siloUrl)}} --ca-sha256 {{Quoted(caSha256)}} \
            --token-file /etc/fleet-token --state /var/lib/fleet-receiver || true
          sleep 2
        done
        EOF
        setsid sh /var/tmp/fleet-receiver-loop </dev/null >>/var/log/fleet-receiver.log 2>&1 &

        """;

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
