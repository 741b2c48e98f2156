"""Prints every backup that was completed or verified. Requires kafka-python (Debian: python3-kafka).

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
# Store (source, id) together with your effect, in the same transaction and with a unique index.
seen = set()

signal.signal(signal.SIGTERM, lambda *_: sys.exit())
try:
    for record in consumer:
        # The key is the database, so you can skip other databases without parsing.
        if DATABASE is None or record.key == DATABASE.encode():
            event = json.loads(record.value)
            identity = (event["source"], event["id"])
            # Skip unknown types and fields: they come from a later version.
            if event["type"] in WANTED and identity not in seen:
                seen.add(identity)
                print(event["subject"], event["type"], event["data"]["backup"], event["time"], flush=True)
        consumer.commit()  # after the effect: a crash repeats it but loses none
finally:
    consumer.close()  # leaves the group immediately; otherwise its partitions wait for the session timeout
