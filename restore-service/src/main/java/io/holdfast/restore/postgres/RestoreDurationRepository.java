package io.holdfast.restore.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.restore.restoring.CompletedRestore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Stores the durations of restores and drills. */
@ApplicationScoped
public class RestoreDurationRepository {

    private static final int NEWEST = 10;

    private final CatalogueDatabaseClient catalogue;

    RestoreDurationRepository(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    /** @param what {@code restore} or {@code drill} */
    public void add(
            UUID id,
            DatabaseId database,
            BackupId backup,
            String what,
            Instant endedAt,
            Duration took,
            RestoreReport report) {
        catalogue.change(
                "insert into duration (id, database, backup, what, ended_at, took_ms, phases)"
                        + " values (?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing",
                id,
                database.value(),
                backup.value(),
                what,
                endedAt,
                took.toMillis(),
                JsonColumnConverter.json(report.phases()));
    }

    /** The durations of a database, newest first. */
    public List<CompletedRestore> of(DatabaseId database) {
        return catalogue.rows(
                "select took_ms, phases from duration where database = ? order by ended_at desc limit " + NEWEST,
                row -> new CompletedRestore(
                        Duration.ofMillis(row.getLong("took_ms")),
                        JsonColumnConverter.list(
                                row.getString("phases"), new TypeReference<List<RestoreReport.Phase>>() {})),
                database.value());
    }
}
