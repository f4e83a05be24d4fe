#!/bin/sh
# Prints the Debian packages of the system programs that tests and measurements use and this machine
# lacks.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

lacks() { ! command -v "$1" >/dev/null; }

lacks postgres && ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && echo postgresql
lacks mariadbd && echo mariadb-server
lacks chromium && echo chromium
lacks wrk && echo wrk
lacks curl && echo curl
lacks prometheus && echo prometheus
lacks systemd-analyze && echo systemd
lacks strace && echo strace
lacks mmdebstrap && echo mmdebstrap
exit 0
