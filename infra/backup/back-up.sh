#!/usr/bin/env bash
# Makes one backup of a cluster: a copy of the catalogue, then every object that no backup before has; and removes what is out of date.
# For a timer, each night. Exit code 4: it was made, and some of the library's own bytes are damaged (the log says which).
#
# BACKUP_COMMAND is how the program is started; in the compose file of this repository when it is not set.
set -euo pipefail
cd "$(dirname "$0")/../.."
read -ra program <<<"${BACKUP_COMMAND:-docker compose --project-directory infra/compose run --rm backup node dist/main.js}"
exec "${program[@]}" back-up
