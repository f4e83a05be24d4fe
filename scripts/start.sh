#!/bin/sh
# The server in developer mode, from a fresh clone on: installs what is missing, then serves.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" production
exec "$root/bin/pallas" serve --dev "$@"
