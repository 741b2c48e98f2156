package io.holdfast.cli.stack;

import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Results;
import io.holdfast.cli.terminal.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows a local stack's state. */
final class StackReport {

    private final Session session;
    private final Results results;

    StackReport(Session session) {
        this.session = session;
        this.results = new Results(session.screen());
    }

    void print(StackState state) {
        if (session.options().json()) {
            results.json(state);
            return;
        }
        Table table = new Table("PART", "STATE", "PID", "ADDRESS");
        table.add("kafka", word(state.kafka()), "", orEmpty(state.kafka()));
        table.add("catalogue", word(state.catalogue()), "", orEmpty(state.catalogue()));
        table.add("offsite", word(state, state.offSite()), "", orEmpty(state.offSite()));
        table.add("scratch", word(state, state.scratch()), "", orEmpty(state.scratch()));
        state.services()
                .forEach((name, service) -> table.add(
                        name,
                        service.ready() ? "ready" : service.pid() == null ? "stopped" : "not ready",
                        service.pid() == null ? "" : service.pid().toString(),
                        orEmpty(service.url())));
        table.print(session.screen());
        results.field(state.databases().size() > 1 ? "databases" : "database", String.join(", ", state.databases()));
        if (state.config() != null) {
            results.field("config", state.config());
        }
        results.field("backups", orEmpty(state.backups()));
    }

    private static String word(@Nullable String address) {
        return address == null ? "stopped" : "running";
    }

    /** What everything is complete without is not part of it: the file names another one. */
    private static String word(StackState state, @Nullable String address) {
        return address == null && state.running() ? "not used" : word(address);
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
