#!/bin/sh
# Writes, into a new folder, what copying tools are known to get wrong. Runs inside the source server's root:
#   hard-files.sh FOLDER SMALL_FILES
set -eu
mkdir -p "$1"
cd "$1"
small_files=$2

# Links: three names of one file, one of them elsewhere; links that lead nowhere, far away and in a circle.
mkdir links links/other
echo 'one file, three names' >links/first
ln links/first links/second
ln links/first links/other/third
ln -s /nowhere/at/all links/dangling
ln -s ../links/first links/relative
ln -s /etc/hostname links/absolute
ln -s circle links/circle
ln -s "$(printf '%0255d' 0 | tr 0 x)/$(printf '%0255d' 0 | tr 0 y)" links/long

# Holes: all hole, islands in it, a hole at the end, and 4 GiB of which little is there.
mkdir sparse
truncate --size 64M sparse/empty-64M
printf 'island' | dd of=sparse/islands bs=1 seek=10485760 status=none
printf 'island' | dd of=sparse/islands bs=1 seek=31457280 conv=notrunc status=none
truncate --size 48M sparse/islands
printf 'begin' >sparse/four-gib
truncate --size 4G sparse/four-gib
printf 'middle' | dd of=sparse/four-gib bs=1 seek=2147483648 conv=notrunc status=none
printf 'end' | dd of=sparse/four-gib bs=1 seek=4294967293 conv=notrunc status=none
# Written zeros are data, not a hole.
head -c 1048576 /dev/zero >sparse/zeros

# Attributes: of every kind a file system holds, on files, folders and links; with bytes that are no text.
mkdir attributes
echo attributes >attributes/file
setfattr --name user.note --value 'a note with spaces' attributes/file
setfattr --name user.bytes --value 0x00ff0a0d80 attributes/file
setfattr --name user.empty attributes/file
setfattr --name user.long --value "$(head -c 1500 /dev/zero | tr '\0' v)" attributes/file
setfattr --name trusted.owner --value root attributes/file
setfattr --name user.folder --value folder attributes
ln -s file attributes/link
setfattr --no-dereference --name trusted.link --value link attributes/link

# Access lists, on a file and inherited from a folder.
mkdir acl acl/inherits
echo acl >acl/file
setfacl --modify u:1:rw-,u:12345:r--,g:4:rwx,m::rwx acl/file
setfacl --modify u:12345:rwx acl/inherits
setfacl --default --modify u:12345:rw-,g:4:r-x acl/inherits
echo inherited >acl/inherits/child
mkdir acl/inherits/folder

# Rights: capabilities, set-uid, set-gid, sticky, none at all; owners that no user has.
mkdir rights
cp /bin/sleep rights/capable
setcap cap_net_raw,cap_net_bind_service+ep rights/capable
cp /bin/true rights/set-uid
chmod 4755 rights/set-uid
cp /bin/true rights/set-gid
chown 0:4 rights/set-gid
chmod 2755 rights/set-gid
mkdir rights/shared rights/sticky
chmod 2775 rights/shared
chmod 1777 rights/sticky
echo none >rights/none
chmod 0000 rights/none
echo foreign >rights/foreign
chown 12345:54321 rights/foreign
echo large >rights/large-ids
chown 4000000000:4000000001 rights/large-ids

# Nodes, a pipe and a socket.
mkdir special
mknod special/null c 1 3
mknod special/disk b 7 200
mknod special/whiteout c 0 0
mkfifo special/pipe
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("special/socket")'

# Names: bytes, not text.
mkdir names
cd names
echo 1 >'with spaces and  two'
echo 2 >"$(printf 'new\nline')"
echo 3 >"$(printf 'not-utf8-\377\376-\200')"
echo 4 >'-rf'
echo 5 >'back\slash'
echo 6 >'*'
echo 7 >'trailing '
echo 8 >"$(printf '%0255d' 0 | tr 0 n)"
echo 9 >"$(printf '\303\244\303\266\303\274 \344\270\255\346\226\207')"
echo 10 >"$(printf 'bell\007tab\tcr\r')"
echo 11 >'...'
mkdir "$(printf 'folder\nwith \377')"
echo 12 >"$(printf 'folder\nwith \377')/inside"
cd ..

# Emptiness, depth, number.
: >empty-file
mkdir empty-folder many
deep=.
i=0
while [ "$i" -lt 40 ]; do
  deep=$deep/level-$i-of-a-deep-path
  i=$((i + 1))
done
mkdir -p "$deep"
echo bottom >"$deep/bottom"
i=0
while [ "$i" -lt "$small_files" ]; do
  echo "small file $i" >"many/file-$i"
  i=$((i + 1))
done
head -c 8388608 /dev/urandom >random-8M

# Times before 1970, after 2038, and to the nanosecond. Folders last, since writing into them changes theirs.
mkdir times
echo old >times/of-1969
echo far >times/of-2100
echo exact >times/exact
ln -s nowhere times/link
touch --date '1969-07-20 20:17:40 UTC' times/of-1969
touch --date '2100-01-01 00:00:00 UTC' times/of-2100
touch --date '2001-09-09 01:46:40.123456789 UTC' times/exact
touch --no-dereference --date '1999-12-31 23:59:59.999999999 UTC' times/link
mkdir times/folder
echo child >times/folder/child
touch --date '1980-01-01 00:00:00.5 UTC' times/folder
