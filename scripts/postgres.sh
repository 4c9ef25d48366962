# Sourced after lib.sh: a PostgreSQL cluster of our own that is gone when the script ends. It never touches
# another one on this machine.

# start_postgres: makes and starts it on a free port of loopback; exports FONANA_TEST_POSTGRES.
start_postgres() {
  local bin
  bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  [ -x "$bin/initdb" ] || stop 'install PostgreSQL: make setup'
  postgres_dir=$(mktemp -d "${TMPDIR:-/tmp}/fonana-pg.XXXXXX")
  postgres_ctl=("$bin/pg_ctl")
  local initdb=("$bin/initdb") port
  if [ "$(id -u)" -eq 0 ]; then
    # PostgreSQL refuses to run as root; the package made this user.
    chown postgres "$postgres_dir"
    postgres_ctl=(runuser -u postgres -- "$bin/pg_ctl")
    initdb=(runuser -u postgres -- "$bin/initdb")
  fi
  at_exit stop_postgres
  port=$(free_port)
  (
    cd "$postgres_dir"
    "${initdb[@]}" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1 || { cat initdb.log; exit 1; }
    # Nothing here outlives the run, so nothing waits for a disk.
    "${postgres_ctl[@]}" -D "$postgres_dir/data" -l "$postgres_dir/data/log" -w -t 30 -s -o "-p $port -k $postgres_dir \
      -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start \
      || { cat "$postgres_dir/data/log"; exit 1; }
  )
  export FONANA_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port"
  note "$FONANA_TEST_POSTGRES"
}

stop_postgres() {
  (cd / && "${postgres_ctl[@]}" -D "$postgres_dir/data" -m immediate -s stop) >/dev/null 2>&1
  rm -rf "$postgres_dir"
}
