#!/bin/sh
# Chooses the newest versions that pyproject.toml allows and writes them with their hashes: no addresses, no paths.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .venv/bin/uv)
if [ ! -x "$uv" ]; then
    python3 -m venv build/uv
    build/uv/bin/python -m pip install -q --require-hashes -r packaging/bootstrap.lock
    uv=build/uv/bin/uv
fi

lock() {
    "$uv" pip compile --quiet --no-config --upgrade --universal --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"
}
lock --python-version 3.12 --group dev pyproject.toml --output-file packaging/requirements.lock
echo uv | lock --python-version 3.8 - --output-file packaging/bootstrap.lock
echo "Look at the difference, then run 'make check'."
