# Sourced by ./videre and ./check: makes a virtual environment from a lock file, hashes required, and keeps it until
# the lock or pyproject.toml changes. uv is used where it is installed (about 20 s instead of 90 s), pip otherwise.
prepare() { # prepare DIRECTORY LOCK
  want=$(cat "$2" pyproject.toml | cksum)
  if [ -f "$1/.ready" ] && [ "$(cat "$1/.ready")" = "$want" ]; then return 0; fi
  echo "Videre: installing what $2 names into $1 (once; a minute or two) ..." >&2
  if command -v uv >/dev/null 2>&1; then
    uv venv -q --clear --python "${PYTHON:-python3}" "$1"
    install_into "$1" -q --compile-bytecode --require-hashes -r "$2"
    install_into "$1" -q --no-build-isolation --no-deps -e .
  else
    "${PYTHON:-python3}" -m venv --clear "$1" || {
      echo "Videre: python3 cannot make a virtual environment. On Debian: sudo apt install python3-venv" >&2
      exit 5
    }
    install_into "$1" -q --require-hashes -r "$2"
    install_into "$1" -q --no-build-isolation --no-deps -e .
  fi
  "$1/bin/videre" compile
  printf '%s' "$want" >"$1/.ready"
}

install_into() { # install_into DIRECTORY ARGUMENT...: pip's arguments, by whichever made the environment
  environment=$1
  shift
  if command -v uv >/dev/null 2>&1; then UV_PYTHON="$environment/bin/python" uv pip install "$@"; else
    "$environment/bin/pip" install "$@"
  fi
}

prepare_spark() { # prepare_spark DIRECTORY: adds Spark (400 MB, from source) to an environment; needs Java to run
  if "$1/bin/python" -c 'import pandas, pyarrow, pyspark' 2>/dev/null; then return 0; fi
  echo "Videre: adding Spark to $1 (once; a minute or two) ..." >&2
  install_into "$1" -q --require-hashes -r requirements-spark-build.lock
  install_into "$1" -q --require-hashes --no-build-isolation -r requirements-spark.lock
}
