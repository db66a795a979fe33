# Functions that several checks source: they make Python environments, and start sandboxes from the build in target/.
# A script that starts one sets $work to a directory for logs. All that it has started ends with the script.
started=()

stop() {
  result=$?
  trap - EXIT
  [ "$result" = 0 ] || [ ${#started[@]} = 0 ] || tail -n 25 "$work"/*.log
  for process in "${started[@]}"; do
    kill "$process" 2> /dev/null || true
    wait "$process" 2> /dev/null || true
  done
  exit "$result"
}
trap stop EXIT

# await NAME TEXT: waits until the last process has written TEXT and an address to $work/NAME.log. Sets $address to it.
await() {
  for _ in $(seq 300); do
    address=$(sed -n "s/.*$2\(http:[^ ]*\).*/\1/p" "$work/$1.log" | head -n 1)
    if [ -n "$address" ] || ! kill -0 "${started[-1]}" 2> /dev/null; then
      break
    fi
    sleep 0.5
  done
  [ -n "$address" ]
}

# sandbox NAME [maven arguments]: starts a sandbox on a free port and sets $address to where it listens.
sandbox() {
  local name=$1
  shift
  mkdir -p "$work"
  [ -e target/function.zip ] || mvn --batch-mode --quiet package -DskipTests
  echo "+ mvn -Psandbox exec:java@sandbox $*"
  mvn --batch-mode -Psandbox exec:java@sandbox -Dsandbox.port=0 "$@" > "$work/$name.log" 2>&1 &
  started+=($!)
  await "$name" 'Sandbox ready: '
}

# venv DIRECTORY: installs what the directory pins into an environment below target/, and sets $venv to it. It does
# nothing if the pins are the ones that are installed.
venv() {
  local pins
  venv=target/$(echo "$1" | tr / -)-venv
  pins=$(cat "$1"/requirements.txt "$1"/constraints.txt | sha256sum)
  if [ "$(cat "$venv/pins" 2> /dev/null)" != "$pins" ]; then
    echo "+ python3 -m venv $venv && pip install -r $1/requirements.txt"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$1/requirements.txt"
    echo "$pins" > "$venv/pins"
  fi
}
