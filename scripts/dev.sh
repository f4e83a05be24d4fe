#!/bin/sh
# The server in developer mode on an empty scratch database; it starts again when a source file
# changes.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"

scratch=$root/.tmp/dev
rm -rf "$scratch"
mkdir -p "$scratch"
export DSN="${DSN:-sqlite://$scratch/pallas.sqlite?_fk=true}"

# a provider to sign up and in by, which ends when the server does
"$node" --disable-warning=ExperimentalWarning "$root/scripts/dev-provider.ts" 4470 &
exec "$node" --watch --disable-warning=ExperimentalWarning "$root/src/main.ts" serve --dev -c "$root/scripts/dev.yml" "$@"
