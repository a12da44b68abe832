# Sourced by ./check: what the tests need beside Python packages, from Debian's packages.

install_debian() { # install_debian PACKAGE...
  echo "Videre: installing Debian's $* ..." >&2
  if [ "$(id -u)" = 0 ]; then sudo=""; elif command -v sudo >/dev/null 2>&1; then sudo="sudo"; else
    echo "Videre: the tests need Debian's $*; as root: apt-get install $*" >&2
    exit 5
  fi
  $sudo apt-get update -qq >&2
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >&2
}

need_chromium() {
  command -v chromium >/dev/null 2>&1 || install_debian chromium
  VIDERE_CHROMIUM=$(command -v chromium)
  export VIDERE_CHROMIUM
}

need_libreoffice() { # two minutes and 400 MB: for what runs at night
  command -v soffice >/dev/null 2>&1 || install_debian libreoffice-writer-nogui
}

need_spark() {
  command -v java >/dev/null 2>&1 || install_debian default-jre-headless
  prepare_spark .venv-dev
}

answers() { # answers URL: whether a PostgreSQL lets us in there
  .venv-dev/bin/python - "$1" <<'PY' >/dev/null 2>&1
import sys, psycopg
psycopg.connect(sys.argv[1], connect_timeout=3).close()
PY
}

start_postgres() { # uses the server that is named or answers, else starts one for this run
  VIDERE_TEST_DATABASE_URL=${VIDERE_TEST_DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/postgres}
  export VIDERE_TEST_DATABASE_URL
  if answers "$VIDERE_TEST_DATABASE_URL"; then return 0; fi
  set -- /usr/lib/postgresql/*/bin
  [ -x "$1/initdb" ] || install_debian postgresql
  set -- /usr/lib/postgresql/*/bin
  postgres_bin=$1
  postgres_data=$(mktemp -d)
  as_postgres=""
  if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    chown postgres "$postgres_data"
    as_postgres="runuser -u postgres --"
  fi
  $as_postgres "$postgres_bin/initdb" -D "$postgres_data/data" -A trust -U postgres >/dev/null
  $as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data/data" -w -l "$postgres_data/log" \
    -o "-c listen_addresses=127.0.0.1 -c port=54329 -c unix_socket_directories=$postgres_data" start >/dev/null
  trap '$as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data/data" -m fast stop >/dev/null; rm -rf "$postgres_data"' EXIT
  VIDERE_TEST_DATABASE_URL=postgresql://postgres@127.0.0.1:54329/postgres
  answers "$VIDERE_TEST_DATABASE_URL" || { echo "Videre: PostgreSQL did not start; see $postgres_data/log" >&2; exit 5; }
}
