package io.holdfast.cli.commands.read;

import io.holdfast.cli.await.EventBackupIdExtractor;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.commands.request.EventLogConnectionFactory;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.Json;
import io.holdfast.events.text.EventSummaryFormatter;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the events of {@code backup-events}. */
@Command(name = "events", description = "Print past events from the event log; with --follow, also print new events.")
public final class EventsCommand implements Callable<Integer> {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;
    private final ResultPrinter results;
    private final EventCodec codec = new EventCodec();

    @Option(
            names = {"-f", "--follow"},
            description = "print new events until Ctrl-C")
    boolean follow;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "only events of this database")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = PeriodBoundaryOption.Converter.class,
            defaultValue = "1d",
            description = "start of the period: 'beginning', 'now', an age such as 2h or 7d, or an instant such as"
                    + " 2026-05-18T02:00:00Z (default: ${DEFAULT-VALUE})")
    PeriodBoundaryOption from = new PeriodBoundaryOption.Age(Duration.ofDays(1));

    public EventsCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        try (EventLogConnection log = eventLogFactory.open()) {
            Instant start = from.before(context.clock().instant());
            log.readSince(start, EnumSet.of(Topic.BACKUP_EVENTS));
            readWhatIsThere(log);
            while (follow) {
                log.next(POLL_TIMEOUT).forEach(entry -> envelopes(entry).forEach(this::print));
            }
            return ExitCode.OK.number();
        }
    }

    /** Prints past events in order of time. Kafka orders records only within a partition, so all are read first. */
    private void readWhatIsThere(EventLogConnection log) {
        List<Envelope<?>> past = new ArrayList<>();
        while (!log.caughtUp()) {
            log.next(POLL_TIMEOUT).forEach(entry -> past.addAll(envelopes(entry)));
        }
        past.sort(Comparator.comparing(Envelope::time));
        past.forEach(this::print);
        if (past.isEmpty() && !follow && !context.options().json()) {
            results.line("No events in this period. Try --from beginning, or --follow.");
        }
    }

    private List<Envelope<?>> envelopes(EventLogEntry entry) {
        return entry instanceof EventLogEntry.EventEntry(Envelope<?> envelope)
                        && envelope.message() instanceof BackupEvent event
                        && (database == null || event.database().equals(database))
                ? List.of(envelope)
                : List.of();
    }

    private void print(Envelope<?> envelope) {
        if (!(envelope.message() instanceof BackupEvent event)) {
            return;
        }
        if (context.options().json()) {
            results.jsonLine(asJson(envelope));
            return;
        }
        String backup = EventBackupIdExtractor.backupOf(event)
                .map(id -> id.toString().substring(0, 8))
                .orElse("        ");
        results.line(HumanReadableAmountFormatter.instant(envelope.time()) + "  " + event.database() + "  " + backup
                + "  " + EventSummaryFormatter.of(event));
    }

    private Object asJson(Envelope<?> envelope) {
        try {
            return Json.mapper().readTree(codec.encode(envelope));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
