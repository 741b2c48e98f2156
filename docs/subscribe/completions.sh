#!/bin/sh
# Tells of every backup that was completed or verified, from the beginning on, with kcat and jq.
# Usage: KAFKA=localhost:9092 ./completions.sh [kcat's own options, such as -X security.protocol=SASL_SSL]
# -e ends at the end of the log; leave it out to go on listening.
exec kcat -q -b "${KAFKA:-localhost:9092}" -C -t backup-events -o beginning -e -u "$@" |
  jq -r --unbuffered 'select(.type | IN("holdfast.backup.completed.v1", "holdfast.backup.verified.v1"))
    | [.subject, .type, .data.backup, .time] | join(" ")'
