package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.EndpointResolver;
import io.holdfast.cli.evidence.EvidenceSlot;
import io.holdfast.cli.http.ServiceClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The scheduler's slots, where it can be asked; events tell of most of them too. */
final class SlotLedgerClient {

    private static final String MOST = "1000";

    private final List<EvidenceSlot> slots = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private SlotLedgerClient() {}

    static SlotLedgerClient read(CommandContext session, @Nullable String database, Instant from) {
        SlotLedgerClient ledger = new SlotLedgerClient();
        Map<String, String> query = new TreeMap<>(Map.of("limit", MOST));
        if (database != null) {
            query.put("database", database);
        }
        try {
            JsonNode answer = ServiceClient.named("scheduler", new EndpointResolver(session))
                    .get("/slots", query)
                    .orElse(JsonNodeFactory.instance.arrayNode());
            answer.forEach(slot -> ledger.add(slot, session.clock().instant()));
            if (answer.size() >= Integer.parseInt(MOST) && ledger.oldest().isAfter(from)) {
                ledger.notes.add("the scheduler's own slots before " + ledger.oldest()
                        + " were not read; those are known from events alone");
            }
        } catch (CommandException e) {
            ledger.notes.add("the scheduler's own slots could not be read; slots are known from events alone: "
                    + e.getMessage());
        }
        return ledger;
    }

    private void add(JsonNode line, Instant now) {
        Instant slot = Instant.parse(line.path("slot").asText());
        if (slot.isBefore(now)) {
            slots.add(new EvidenceSlot(
                    line.path("database").asText(),
                    line.path("kind").asText(),
                    slot,
                    state(line.path("state").asText()),
                    orNull(line.path("backup")),
                    orNull(line.path("note"))));
        }
    }

    /** In the words of the evidence. */
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
        return slots.stream().map(EvidenceSlot::slot).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    List<EvidenceSlot> slots() {
        return slots;
    }

    List<String> notes() {
        return notes;
    }
}
