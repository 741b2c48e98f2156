#!/bin/sh
# The same as a member of a consumer group: it goes on where the group stopped, and shares the work with its other members.
# kcat commits by itself what it has printed, now and then: good for looking, too early for an effect that must not be lost.
exec kcat -q -u -b "${KAFKA:-localhost:9092}" -X auto.offset.reset=earliest -G "${GROUP:-my-dashboard}" backup-events
