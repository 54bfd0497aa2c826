#!/bin/sh
# Starts the receiver of one migration. It ends with this instance.
set -eu
umask 077

root=/opt/fleet-receiver
bundle=/var/tmp/fleet-receiver.tar.gz
address='http://b.example/k?a=1&b='\''2'\'''
sha256='bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'

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

printf '%s' 'ii-1.secret' >"$root/etc/fleet-token"
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
  chroot /opt/fleet-receiver /fleet-receiver run --silo 'https://silo:7443' --ca-sha256 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc' \
    --token-file /etc/fleet-token --state /var/lib/fleet-receiver || true
  sleep 2
done
EOF
setsid sh /var/tmp/fleet-receiver-loop </dev/null >>/var/log/fleet-receiver.log 2>&1 &
