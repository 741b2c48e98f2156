"""Tells of every backup that was completed or verified. Needs kafka-python (Debian: python3-kafka).

KAFKA=localhost:9092 python3 completions.py [DATABASE]
"""
import json
import os
import signal
import sys

from kafka import KafkaConsumer

WANTED = {"holdfast.backup.completed.v1", "holdfast.backup.verified.v1"}
DATABASE = sys.argv[1] if len(sys.argv) > 1 else None

consumer = KafkaConsumer(
    "backup-events",
    bootstrap_servers=os.environ.get("KAFKA", "localhost:9092"),
    group_id=os.environ.get("GROUP", "my-dashboard"),
    auto_offset_reset="earliest",
    enable_auto_commit=False,
)
# Keep (source, id) where your effect is kept, under a unique index, and in the same transaction.
seen = set()

signal.signal(signal.SIGTERM, lambda *_: sys.exit())
try:
    for record in consumer:
        # The key is the database: others need not even be parsed.
        if DATABASE is None or record.key == DATABASE.encode():
            event = json.loads(record.value)
            identity = (event["source"], event["id"])
            # A type that is not known here, or a field, is of a later version: skip it.
            if event["type"] in WANTED and identity not in seen:
                seen.add(identity)
                print(event["subject"], event["type"], event["data"]["backup"], event["time"], flush=True)
        consumer.commit()  # after the effect, so that a crash repeats it and loses none
finally:
    consumer.close()  # leaves the group at once; otherwise its partitions wait for the session timeout
