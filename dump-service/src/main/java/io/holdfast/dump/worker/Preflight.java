package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.ServerMessageLanguage;
import io.holdfast.dump.source.SourceDatabaseInfo;
import io.holdfast.dump.source.SourceInspectionResult;
import io.holdfast.dump.source.SourceInspector;
import io.holdfast.dump.worker.DumpPreflightResult.Cleared;
import io.holdfast.dump.worker.DumpPreflightResult.NotCleared;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.PgVersion;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Checks before the dump whether it can succeed. A dump that cannot succeed is refused before any byte is written. */
@ApplicationScoped
class Preflight {

    private static final Logger LOG = Logger.getLogger(Preflight.class);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    private final ConfiguredDatabases databases;
    private final SourceInspector inspector;
    private final CachedClientPrograms programs;
    private final ConfiguredDestinations destinations;
    private final DumpRunRepository runs;
    private final long keepFree;

    Preflight(
            ConfiguredDatabases databases,
            SourceInspector inspector,
            CachedClientPrograms programs,
            ConfiguredDestinations destinations,
            DumpRunRepository runs,
            DumpSettings settings) {
        this.databases = databases;
        this.inspector = inspector;
        this.programs = programs;
        this.destinations = destinations;
        this.runs = runs;
        this.keepFree = settings.dump().keepFreeBytes();
    }

    DumpPreflightResult clear(ValidatedBackupRequest request) throws InterruptedException {
        OptionalLong last = runs.lastBytes(request.database(), request.kind());
        DestinationAvailabilityCheck availability = availability(request.database(), last);
        if (availability.usable().isEmpty()) {
            return availability.missing().stream()
                    .findFirst()
                    .map(first -> new NotCleared(first.failure(), first.message()))
                    .orElseGet(() -> new NotCleared(
                            FailureReason.STORAGE_UNAVAILABLE,
                            "No destination is configured for '" + request.database() + "'. Set"
                                    + " holdfast.databases." + request.database() + ".destinations."));
        }
        Optional<DatabaseConnection> connection;
        try {
            connection = databases.connection(request.database());
        } catch (PasswordUnavailableException e) {
            return new NotCleared(FailureReason.CREDENTIALS_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        if (connection.isEmpty()) {
            return new NotCleared(
                    FailureReason.NO_SUCH_DATABASE,
                    "'" + request.database() + "' is no longer configured. Configure it again, or cancel the backup.");
        }
        return switch (inspector.inspect(connection.get(), request.kind())) {
            case SourceInspectionResult.NotSeen notSeen -> new NotCleared(notSeen.why());
            case SourceInspectionResult.Seen seen ->
                judge(request, seen.connection(), seen.facts(), last, availability);
        };
    }

    private DestinationAvailabilityCheck availability(DatabaseId database, OptionalLong last)
            throws InterruptedException {
        long needed = last.orElse(0) + last.orElse(0) / 10 + keepFree;
        return DestinationAvailabilityCheck.of(destinations.of(database), needed, RESPONSE_TIMEOUT);
    }

    private DumpPreflightResult judge(
            ValidatedBackupRequest request,
            DatabaseConnection connection,
            SourceDatabaseInfo facts,
            OptionalLong last,
            DestinationAvailabilityCheck availability) {
        if (!facts.rights().isEmpty()) {
            return new NotCleared(DumpFailure.of(facts.rights()));
        }
        return switch (programs.installed().forServer(facts.server().versionNumber())) {
            case ClientProgramChoice.NoneNewEnough none ->
                new NotCleared(FailureReason.VERSION, none.message() + " " + none.hint());
            case ClientProgramChoice.Chosen chosen -> {
                ArchiveCompression compression = compression(request, chosen.programs(), facts);
                yield compression.isKnownTo(chosen.programs().version())
                        ? new Cleared(
                                pinned(request.database(), connection, facts),
                                facts,
                                chosen.programs(),
                                compression,
                                last,
                                availability.usable(),
                                availability.missing())
                        : new NotCleared(
                                FailureReason.VERSION,
                                "pg_dump " + chosen.programs().version() + " does not support compression "
                                        + compression
                                        + ". Configure gzip:1, or install client programs of version 16 or newer.");
            }
        };
    }

    private static DatabaseConnection pinned(
            DatabaseId database, DatabaseConnection connection, SourceDatabaseInfo facts) {
        if (!facts.isPinned()) {
            LOG.warnf(
                    "The connection to '%s' ignores startup options, as with some connection poolers. The backup uses the text"
                            + " formats of the database's own settings, and the manifest does not record them.",
                    database);
        }
        return connection.withSettings(
                facts.messages() == ServerMessageLanguage.SETTABLE
                        ? facts.settings().with(TextOutputSettings.LC_MESSAGES, ServerMessageLanguage.ENGLISH_LOCALE)
                        : facts.settings());
    }

    private ArchiveCompression compression(
            ValidatedBackupRequest request, ClientPrograms chosen, SourceDatabaseInfo facts) {
        return databases
                .compression(request.database())
                .map(ArchiveCompression::parse)
                .orElseGet(() -> ArchiveCompression.preferred(
                        chosen.version(),
                        PgVersion.ofServerVersionNum(facts.server().versionNumber())));
    }
}
