package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.ControlCharacterSanitizer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the output of PostgreSQL's programs from the services. It can contain rows, so it is never part of an event. */
final class PostgresProgramOutputClient {

    private static final int LONGEST = 1 << 20;

    private final CommandContext context;
    private final ResultPrinter results;

    PostgresProgramOutputClient(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    /**
     * Prints the output of a restore, of a drill, or of the last failed attempt of a backup.
     *
     * @param name id of a restore or drill; anything else names a backup
     * @param lastDrill id of the last drill of that backup
     * @param failed id of that backup, if its last attempt failed
     * @throws CommandException if there is no such output
     */
    int print(String name, Supplier<Optional<String>> lastDrill, Supplier<Optional<String>> failed) {
        JsonNode found = id(name).flatMap(id -> restore(id).or(() -> drill(id.toString())))
                .or(() -> failed.get().flatMap(this::dump))
                .or(() -> lastDrill.get().flatMap(this::drill))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "'" + name
                                + "' is neither the id of a restore or drill, nor a backup that has a drill or a failed"
                                + " attempt",
                        "run 'holdfast events --from 30d' to see the ids of restores and drills"));
        if (context.options().json()) {
            results.json(found);
        } else {
            context.screen().out().println(ControlCharacterSanitizer.text(text(found), LONGEST));
            context.screen().out().flush();
        }
        return ExitCode.OK.number();
    }

    private static Optional<UUID> id(String name) {
        try {
            return Optional.of(UUID.fromString(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> restore(UUID id) {
        return ServiceClient.named("restore", new BrokerAndServiceUrlResolver(context))
                .get("/restores/" + id, Map.of());
    }

    private Optional<JsonNode> drill(String id) {
        return ServiceClient.named("verify", new BrokerAndServiceUrlResolver(context))
                .get("/drills/" + id, Map.of());
    }

    private Optional<JsonNode> dump(String id) {
        return ServiceClient.named("dump", new BrokerAndServiceUrlResolver(context))
                .get("/runs/" + id, Map.of());
    }

    /** The services return it in different fields: restore-service in words, verify-service in page, dump-service in complaint. */
    private static String text(JsonNode found) {
        String text = Stream.of("words", "page", "complaint")
                .filter(found::has)
                .findFirst()
                .map(field -> found.path(field).asText(""))
                .orElse("");
        return text.isBlank() ? "(no output)" : text.stripTrailing();
    }
}
