package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.dumping.DumpRuns;
import io.holdfast.dump.settings.Databases;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.ServerMessages;
import io.holdfast.dump.source.SourceFacts;
import io.holdfast.dump.source.SourceInspector;
import io.holdfast.dump.source.SourceLook;
import io.holdfast.dump.worker.Clearance.Cleared;
import io.holdfast.dump.worker.Clearance.NotCleared;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Failure;
import io.holdfast.postgrestools.Choice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.Compression;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.postgrestools.PgVersion;
import io.holdfast.postgrestools.TextSettings;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Looks before the dump, so that what cannot succeed is refused early, with a reason, before any byte is written. */
@ApplicationScoped
class Preflight {

    private static final Logger LOG = Logger.getLogger(Preflight.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private final Databases databases;
    private final SourceInspector inspector;
    private final Programs programs;
    private final Destinations destinations;
    private final DumpRuns runs;
    private final long keepFree;

    Preflight(
            Databases databases,
            SourceInspector inspector,
            Programs programs,
            Destinations destinations,
            DumpRuns runs,
            DumpSettings settings) {
        this.databases = databases;
        this.inspector = inspector;
        this.programs = programs;
        this.destinations = destinations;
        this.runs = runs;
        this.keepFree = settings.dump().keepFreeBytes();
    }

    Clearance clear(AcceptedRequest request) throws InterruptedException {
        OptionalLong last = runs.lastBytes(request.database(), request.kind());
        Rooms rooms = rooms(request.database(), last);
        if (rooms.usable().isEmpty()) {
            return rooms.missing().stream()
                    .findFirst()
                    .map(first -> new NotCleared(first.failure(), first.message()))
                    .orElseGet(() -> new NotCleared(
                            Failure.STORAGE_UNAVAILABLE,
                            "No destination is configured for '" + request.database() + "'. Name one in"
                                    + " holdfast.databases." + request.database() + ".destinations."));
        }
        Optional<Connection> connection;
        try {
            connection = databases.connection(request.database());
        } catch (PasswordUnavailable e) {
            return new NotCleared(Failure.CREDENTIALS_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        if (connection.isEmpty()) {
            return new NotCleared(
                    Failure.NO_SUCH_DATABASE,
                    "'" + request.database() + "' is not configured any more. Configure it again, or cancel.");
        }
        return switch (inspector.look(connection.get(), request.kind())) {
            case SourceLook.NotSeen not -> new NotCleared(not.why());
            case SourceLook.Seen seen -> judge(request, seen.connection(), seen.facts(), last, rooms);
        };
    }

    private Rooms rooms(DatabaseId database, OptionalLong last) throws InterruptedException {
        long needed = last.orElse(0) + last.orElse(0) / 10 + keepFree;
        return Rooms.of(destinations.of(database), needed, ANSWER_WITHIN);
    }

    private Clearance judge(
            AcceptedRequest request, Connection connection, SourceFacts facts, OptionalLong last, Rooms rooms) {
        if (!facts.rights().isEmpty()) {
            return new NotCleared(DumpFailure.of(facts.rights()));
        }
        return switch (programs.installed().forServer(facts.server().versionNumber())) {
            case Choice.NoneNewEnough none -> new NotCleared(Failure.VERSION, none.message() + " " + none.hint());
            case Choice.Chosen chosen -> {
                Compression compression = compression(request, chosen.programs(), facts);
                yield compression.isKnownTo(chosen.programs().version())
                        ? new Cleared(
                                pinned(request.database(), connection, facts),
                                facts,
                                chosen.programs(),
                                compression,
                                last,
                                rooms.usable(),
                                rooms.missing())
                        : new NotCleared(
                                Failure.VERSION,
                                "pg_dump " + chosen.programs().version() + " does not know " + compression
                                        + ". Configure gzip:1, or install client programs 16 or newer.");
            }
        };
    }

    private static Connection pinned(DatabaseId database, Connection connection, SourceFacts facts) {
        if (!facts.isPinned()) {
            LOG.warnf(
                    "The connection to '%s' takes no start-up options, as behind some poolers: its backup has the text"
                            + " of the database's own settings, and the manifest records none.",
                    database);
        }
        return connection.withSettings(
                facts.messages() == ServerMessages.SETTABLE
                        ? facts.settings().with(TextSettings.LC_MESSAGES, ServerMessages.ENGLISH_LOCALE)
                        : facts.settings());
    }

    private Compression compression(AcceptedRequest request, ClientPrograms chosen, SourceFacts facts) {
        return databases
                .compression(request.database())
                .map(Compression::parse)
                .orElseGet(() -> Compression.preferred(
                        chosen.version(),
                        PgVersion.ofServerVersionNum(facts.server().versionNumber())));
    }
}
