#!/bin/sh
# Builds the Debian package: npm run package:deb [-- --out FOLDER --compression zstd]. See docs/deploying.md.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"
exec "$node" --disable-warning=ExperimentalWarning "$root/scripts/package-deb.ts" "$@"
