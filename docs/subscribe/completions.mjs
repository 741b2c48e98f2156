// Prints every backup that was completed or verified. Requires kafkajs (npm install kafkajs):
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
// Store (source, id) together with your effect, in the same transaction and with a unique index.
const seen = new Set();

// Leaves the group immediately; otherwise its partitions wait for the session timeout.
process.once("SIGTERM", () => consumer.disconnect());
await consumer.connect();
await consumer.subscribe({ topic: "backup-events", fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ topic, partition, message }) => {
    // The key is the database, so you can skip other databases without parsing.
    if (database === undefined || message.key?.toString() === database) {
      const event = JSON.parse(message.value);
      const identity = JSON.stringify([event.source, event.id]);
      // Skip unknown types and fields: they come from a later version.
      if (WANTED.has(event.type) && !seen.has(identity)) {
        seen.add(identity);
        console.log(event.subject, event.type, event.data.backup, event.time);
      }
    }
    // After the effect: a crash repeats it but loses none.
    await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
  },
});
