package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.evidence.EvidenceScheduledSlot;
import io.holdfast.cli.http.ServiceClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the slots of scheduler-service, if it is reachable. Most slots can also be derived from events. */
final class ScheduleSlotClient {

    private static final String MOST = "1000";

    private final List<EvidenceScheduledSlot> slots = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ScheduleSlotClient() {}

    static ScheduleSlotClient read(CommandContext context, @Nullable String database, Instant from) {
        ScheduleSlotClient ledger = new ScheduleSlotClient();
        Map<String, String> query = new TreeMap<>(Map.of("limit", MOST));
        if (database != null) {
            query.put("database", database);
        }
        try {
            JsonNode answer = ServiceClient.named("scheduler", new BrokerAndServiceUrlResolver(context))
                    .get("/slots", query)
                    .orElse(JsonNodeFactory.instance.arrayNode());
            answer.forEach(slot -> ledger.add(slot, context.clock().instant()));
            if (answer.size() >= Integer.parseInt(MOST) && ledger.oldest().isAfter(from)) {
                ledger.notes.add("the slots of scheduler-service before " + ledger.oldest()
                        + " were not read; slots before that time are derived from events");
            }
        } catch (CommandException e) {
            ledger.notes.add("the slots of scheduler-service could not be read; slots are derived from events: "
                    + e.getMessage());
        }
        return ledger;
    }

    private void add(JsonNode line, Instant now) {
        Instant slot = Instant.parse(line.path("slot").asText());
        if (slot.isBefore(now)) {
            slots.add(new EvidenceScheduledSlot(
                    line.path("database").asText(),
                    line.path("kind").asText(),
                    slot,
                    state(line.path("state").asText()),
                    orNull(line.path("backup")),
                    orNull(line.path("note"))));
        }
    }

    /** The state's name in the evidence. */
    private static String state(String state) {
        return switch (state) {
            case "settled" -> "met";
            case "settled_late" -> "late";
            case "planned", "requested" -> "open";
            default -> state;
        };
    }

    private static @Nullable String orNull(JsonNode value) {
        return value.isTextual() ? value.asText() : null;
    }

    private Instant oldest() {
        return slots.stream()
                .map(EvidenceScheduledSlot::slot)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    List<EvidenceScheduledSlot> slots() {
        return slots;
    }

    List<String> notes() {
        return notes;
    }
}
