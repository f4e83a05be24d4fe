#!/bin/sh
# Prints the Debian packages of the system programs that the tests of several servers use and this machine
# lacks: npm run verify -- scale
sh "$(dirname "$0")/system-programs.sh" | grep -E '^(postgresql|mariadb-server)$'
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

lacks() { ! command -v "$1" >/dev/null; }

lacks patroni && echo patroni
lacks etcd && echo etcd-server
lacks pgbouncer && echo pgbouncer
lacks unshare && echo util-linux
ls /usr/lib/galera/libgalera_smm.so >/dev/null 2>&1 || echo galera-4
lacks rsync && echo rsync
exit 0
