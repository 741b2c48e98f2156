// Tells of every backup that was completed or verified. Needs kafkajs (npm install kafkajs):
//   KAFKA=localhost:9092 node completions.mjs [DATABASE]
import { Kafka, logLevel } from "kafkajs";

const WANTED = new Set(["holdfast.backup.completed.v1", "holdfast.backup.verified.v1"]);
const database = process.argv[2];

const kafka = new Kafka({
  clientId: "my-dashboard",
  brokers: (process.env.KAFKA ?? "localhost:9092").split(","),
  logLevel: logLevel.ERROR,
});
const consumer = kafka.consumer({ groupId: process.env.GROUP ?? "my-dashboard" });
// Keep (source, id) where your effect is kept, under a unique index, and in the same transaction.
const seen = new Set();

// Leaves the group at once; otherwise its partitions wait for the session timeout.
process.once("SIGTERM", () => consumer.disconnect());
await consumer.connect();
await consumer.subscribe({ topic: "backup-events", fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ topic, partition, message }) => {
    // The key is the database: others need not even be parsed.
    if (database === undefined || message.key?.toString() === database) {
      const event = JSON.parse(message.value);
      const identity = JSON.stringify([event.source, event.id]);
      // A type that is not known here, or a field, is of a later version: skip it.
      if (WANTED.has(event.type) && !seen.has(identity)) {
        seen.add(identity);
        console.log(event.subject, event.type, event.data.backup, event.time);
      }
    }
    // After the effect, so that a crash repeats it and loses none.
    await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
  },
});
