#!/bin/sh
# Tells this user's desktop of the checkout's program: a menu entry, .fights files, donnybrook:// links.
# Knows no other user, and needs no rights. `packaging/desktop.sh remove` takes it all away again.
set -eu
cd "$(dirname "$0")/.."
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/donnybrook.desktop
kind=$data/mime/packages/donnybrook.xml
icon=$data/icons/hicolor/scalable/apps/donnybrook.svg

if [ "${1:-}" = remove ]; then
    rm -f "$entry" "$kind" "$icon"
else
    mkdir -p "$(dirname "$entry")" "$(dirname "$kind")" "$(dirname "$icon")"
    # A blank in the path is quoted as the entry's own rules want it.
    program=$(printf '%s' "$(pwd)/.venv/bin/donnybrook" | sed 's/[\\&|]/\\&/g')
    sed "s|^Exec=donnybrook |Exec=\"$program\" |" packaging/donnybrook.desktop >"$entry"
    cp packaging/donnybrook.xml "$kind"
    cp resources/icons/donnybrook.svg "$icon"
fi
# Where a desktop has no such tools, it looks for itself.
if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications"; fi
if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime"; fi
printf '%s\n' "donnybrook: this user's desktop ${1:+no longer }knows .fights files and donnybrook:// links"
