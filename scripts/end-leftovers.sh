#!/bin/sh
# Ends every process that was started with $1 (KEY=VALUE) in its environment, whatever group or
# session it has moved to. Reads Linux's /proc; elsewhere it finds nothing.

running() { grep -lzxFe "$1" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3; }

for signal in TERM KILL; do
  pids=$(running "$1")
  [ -n "$pids" ] || exit 0
  kill -s "$signal" $pids 2>/dev/null
  tries=25
  while [ "$tries" -gt 0 ] && [ -n "$(running "$1")" ]; do
    sleep 0.2
    tries=$((tries - 1))
  done
done
