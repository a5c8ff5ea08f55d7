#!/bin/sh
# Makes this checkout ready to run: the system's libraries, a Python, and .venv with the locked packages.
# Knows nothing of the program itself. Safe to run at any time; does nothing when nothing has changed.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd)
log=build/setup.log
wanted_python=3.13 # what uv is asked for; any Python from 3.12 will do
PATH=$PATH:/usr/sbin:/sbin

say() { printf '%s\n' "donnybrook: $*"; }
stop() {
    printf '%s\n' "donnybrook: $*" >&2
    exit 1
}

# ---- 1. The system libraries that Qt needs on Linux: the file it looks for, and Debian's name for the package.
libraries='libGL.so.1 libgl1
libEGL.so.1 libegl1
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libdbus-1.so.3 libdbus-1-3
libdrm.so.2 libdrm2
libpulse.so.0 libpulse0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libX11-xcb.so.1 libx11-xcb1
libXrandr.so.2 libxrandr2
libXrender.so.1 libxrender1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0'
fedora='mesa-libGL mesa-libEGL fontconfig glib2 krb5-libs dbus-libs libdrm pulseaudio-libs libwayland-cursor libwayland-egl libX11-xcb libXrandr libXrender xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libxkbcommon libxkbcommon-x11'
arch='libglvnd fontconfig glib2 krb5 dbus libdrm libpulse wayland libx11 libxrandr libxrender xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libxkbcommon libxkbcommon-x11'
suse='Mesa-libGL1 Mesa-libEGL1 libfontconfig1 libglib-2_0-0 krb5 libdbus-1-3 libdrm2 libpulse0 libwayland-cursor0 libwayland-egl1 libX11-xcb1 libXrandr2 libXrender1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon0 libxkbcommon-x11-0'

missing_packages() {
    [ "$(uname -s)" = Linux ] && command -v ldconfig >/dev/null || return 0
    printf '%s\n' "$libraries" | {
        known=$(ldconfig -p)
        while read -r file package; do
            case $known in *"$file "*) ;; *) printf '%s ' "$package" ;; esac
        done
    }
}

# Runs apt-get when this user may, without asking for a password; fails otherwise.
apt_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then as_root='env'; else
        command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
        as_root='sudo -n env'
    fi
    say "installing system packages: $1" >&2
    # shellcheck disable=SC2086 # words on purpose
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -qq update >>"$log" 2>&1 &&
        $as_root DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $1 >>"$log" 2>&1
}

# Says the one command that installs what is missing.
tell_command() {
    if command -v apt-get >/dev/null; then command="apt-get install $1"
    elif command -v dnf >/dev/null; then command="dnf install $fedora"
    elif command -v pacman >/dev/null; then command="pacman -S --needed $arch"
    elif command -v zypper >/dev/null; then command="zypper install $suse"
    else say "Qt needs libraries that this system lacks; Debian calls them: $1" && return 0; fi
    say "Qt needs libraries that this system lacks. Type this once, then try again:"
    printf '    sudo %s\n' "$command"
}

# ---- 2. A Python from 3.12 that really starts (a pyenv shim may not) and can make a venv (Debian's may not).
works() { "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

find_python() {
    for name in python3.13 python3.12 python3.14 python3 python \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.1[2-9]*/bin/python /usr/bin/python3; do
        if works "$name"; then command -v "$name" && return 0; fi
    done
    return 1
}

uv_python() {
    uv=$(command -v uv || true)
    if [ -z "$uv" ] && python3 -m venv build/uv >>"$log" 2>&1; then
        build/uv/bin/python -m pip install -q --require-hashes -r packaging/bootstrap.lock >>"$log" 2>&1 || return 1
        uv=build/uv/bin/uv
    fi
    [ -n "$uv" ] && "$uv" python install "$wanted_python" >>"$log" 2>&1 && "$uv" python find "$wanted_python"
}

debian_has_python() { apt-cache show python3 2>/dev/null | grep -Eq '^Version: 3\.(1[2-9]|[2-9][0-9])'; }

choose_python() {
    find_python && return 0
    if debian_has_python && apt_install 'python3 python3-venv'; then find_python && return 0; fi
    uv_python
}

# ---- 3. The packages: names, versions and hashes from the lock file, then the checkout itself.
pip_install() {
    { .venv/bin/python -m pip install --disable-pip-version-check --no-input "$@" 2>&1 || echo 'pip has failed'; } |
        tee -a "$log" | if [ -t 1 ]; then
        awk '/^Collecting/ { printf "\r\033[K  package %d: %s", ++n, $2; fflush() }
             /^Installing/ { printf "\r\033[K  unpacking"; fflush() } END { printf "\r\033[K" }'
    else cat >/dev/null; fi
    ! grep -q '^pip has failed$' "$log"
}

stamp() { printf '%s\n' "$here" && cksum packaging/requirements.lock packaging/setup.sh pyproject.toml; }

mkdir -p build
if [ -n "$(missing_packages)" ] || [ "$(stamp)" != "$(cat .venv/.setup-stamp 2>/dev/null)" ] || ! works .venv/bin/python; then
    : >"$log"
else
    exit 0
fi

missing=$(missing_packages)
if [ -n "$missing" ]; then
    apt_install "$missing" || true
    missing=$(missing_packages)
    [ -z "$missing" ] || tell_command "$missing"
fi
if ! works .venv/bin/python || ! grep -qF "$here/.venv" .venv/bin/activate; then
    python=$(choose_python) || stop "no Python from 3.12 was found or could be installed (see $log). Install Python 3.13, then try again."
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv >>"$log" 2>&1 || stop "$python could not make .venv (see $log)."
fi
if [ "$(stamp)" != "$(cat .venv/.setup-stamp 2>/dev/null)" ]; then
    say "installing the packages of packaging/requirements.lock (about 200 MB to fetch the first time)"
    pip_install --require-hashes -r packaging/requirements.lock ||
        stop "the packages could not be installed: $(grep -m1 '^ERROR' "$log" || echo 'no reason given'). All of it is in $log."
    pip_install --no-deps --no-build-isolation --no-index --editable . || stop "donnybrook itself could not be installed (see $log)."
    stamp >.venv/.setup-stamp
fi
if [ -n "$missing" ]; then
    .venv/bin/python -c 'import PySide6.QtWidgets, PySide6.QtMultimedia' >>"$log" 2>&1 || stop "Qt cannot start without those libraries."
fi
