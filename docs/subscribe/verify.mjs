// Receives Holdfast's webhooks, and accepts only signed ones. Requires only Node.js:
//   WEBHOOK_SECRET=whsec_... node verify.mjs [PORT]
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = Buffer.from(process.env.WEBHOOK_SECRET.replace(/^whsec_/, ""), "base64");
const TOLERANCE = 300; // seconds: a replayed older request is rejected

function isGenuine(headers, body) {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (!/^\d+$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE) return false;
  const expected = Buffer.from(
    "v1," + createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64"),
  );
  // During a rotation of the secret, there is one signature for each secret.
  return (headers["webhook-signature"] ?? "")
    .split(" ")
    .map((one) => Buffer.from(one))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}

createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const genuine = isGenuine(request.headers, body);
    if (genuine) {
      const event = JSON.parse(body);
      // Store (source, id) with your effect: an event that was not answered in time is sent again.
      console.log(event.subject, event.type, event.id);
    }
    response.writeHead(genuine ? 204 : 401).end();
  });
}).listen(Number(process.argv[2] ?? 8000), "127.0.0.1");
