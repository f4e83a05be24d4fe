#!/bin/sh
# Installs what package-lock.json asks for and node_modules lacks. $1: production, or development
# for the tools as well.
set -eu

cd "$(dirname "$0")/.."
wanted=$(node scripts/installed.mjs "$1")
if [ -n "$wanted" ]; then
  echo "Installing dependencies (npm ci $wanted) …"
  npm ci "$wanted" --no-audit --no-fund --loglevel=error
fi
