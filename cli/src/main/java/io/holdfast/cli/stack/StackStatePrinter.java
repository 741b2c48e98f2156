package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.cli.terminal.TextTable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints the state of a local stack. */
final class StackStatePrinter {

    private final CommandContext context;
    private final ResultPrinter results;

    StackStatePrinter(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    void print(StackStateJson state) {
        if (context.options().json()) {
            results.json(state);
            return;
        }
        TextTable table = new TextTable("COMPONENT", "STATE", "PID", "ADDRESS");
        table.add("kafka", label(state.kafka()), "", orEmpty(state.kafka()));
        table.add("catalogue", label(state.catalogue()), "", orEmpty(state.catalogue()));
        table.add("offsite", label(state, state.offSite()), "", orEmpty(state.offSite()));
        table.add("scratch", label(state, state.scratch()), "", orEmpty(state.scratch()));
        state.services()
                .forEach((name, service) -> table.add(
                        name,
                        service.ready() ? "ready" : service.pid() == null ? "stopped" : "not ready",
                        service.pid() == null ? "" : service.pid().toString(),
                        orEmpty(service.url())));
        table.print(context.screen());
        results.field(state.databases().size() > 1 ? "databases" : "database", String.join(", ", state.databases()));
        if (state.config() != null) {
            results.field("config", state.config());
        }
        results.field("backups", orEmpty(state.backups()));
    }

    private static String label(@Nullable String address) {
        return address == null ? "stopped" : "running";
    }

    /** A part that is not running in a complete stack is not used, because the settings file has a replacement. */
    private static String label(StackStateJson state, @Nullable String address) {
        return address == null && state.running() ? "not used" : label(address);
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
