#!/bin/sh
# Makes the files of a release: see docs/packages.md.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"
exec "$node" --disable-warning=ExperimentalWarning "$root/scripts/release.ts" "$@"
