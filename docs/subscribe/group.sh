#!/bin/sh
# The same as a member of a consumer group: it continues at the group's position, and shares the partitions with the other members.
# kcat commits offsets periodically. This is sufficient for display, but not for an effect that must not be lost.
exec kcat -q -u -b "${KAFKA:-localhost:9092}" -X auto.offset.reset=earliest -G "${GROUP:-my-dashboard}" backup-events
