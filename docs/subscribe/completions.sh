#!/bin/sh
# Prints every backup that was completed or verified, from the beginning, with kcat and jq.
# Usage: KAFKA=localhost:9092 ./completions.sh [options for kcat, such as -X security.protocol=SASL_SSL]
# -e exits at the end of the topic; omit it to wait for new events.
exec kcat -q -b "${KAFKA:-localhost:9092}" -C -t backup-events -o beginning -e -u "$@" |
  jq -r --unbuffered 'select(.type | IN("holdfast.backup.completed.v1", "holdfast.backup.verified.v1"))
    | [.subject, .type, .data.backup, .time] | join(" ")'
