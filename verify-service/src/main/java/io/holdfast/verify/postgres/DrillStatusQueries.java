package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.verify.drilling.CompletedDrill;
import io.holdfast.verify.drilling.DrillStatus;
import io.holdfast.verify.drilling.DrillableBackup;
import io.holdfast.verify.settings.ConfiguredDrillPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Reads the drill status of each database from the catalog. */
@ApplicationScoped
public class DrillStatusQueries {

    private static final String DRILLABLE =
            "from backup where kind = 'full' and trust = 'verified' and not expired and not before_restore and database = ?";
    private static final String PAST = "select d.* from drill d join backup b on b.id = d.backup"
            + " where b.database = ? and d.state = 'ended' and d.outcome %s order by d.ended_at desc limit 1";

    private final CatalogueDatabaseClient catalogue;
    private final ConfiguredDrillPolicies policies;

    DrillStatusQueries(CatalogueDatabaseClient catalogue, ConfiguredDrillPolicies policies) {
        this.catalogue = catalogue;
        this.policies = policies;
    }

    private record Known(DatabaseId database, Instant since) {}

    /** The status of every database that has had a verified full backup and still has an unexpired one. */
    public List<DrillStatus> all() {
        return catalogue
                .rows(
                        "select database, min(verified_at) as since from backup where kind = 'full'"
                                + " and verified_at is not null group by database having not bool_and(expired)"
                                + " order by database",
                        row -> new Known(
                                new DatabaseId(row.getString("database")),
                                requireNonNull(CatalogueDatabaseClient.instant(row, "since"))))
                .stream()
                .map(known -> statusOf(known.database(), known.since()))
                .toList();
    }

    private DrillStatus statusOf(DatabaseId database, Instant since) {
        return new DrillStatus(
                database,
                policies.of(database),
                since,
                catalogue.rows(
                        "select * " + DRILLABLE + " order by started_at desc",
                        DrillStatusQueries::drillableBackup,
                        database.value()),
                completedDrill(database, "= 'completed'"),
                completedDrill(database, "<> 'impossible'"),
                completedDrill(database, "is not null"),
                suspectedAt(database),
                isBusy(database));
    }

    /** The newest backup that may be drilled, excluding backups made before a restore. Empty if there is none. */
    public Optional<BackupId> newest(DatabaseId database) {
        return catalogue.row(
                "select id " + DRILLABLE + " order by started_at desc limit 1",
                row -> new BackupId(row.getObject("id", UUID.class)),
                database.value());
    }

    private Optional<CompletedDrill> completedDrill(DatabaseId database, String outcome) {
        return catalogue.row(
                PAST.formatted(outcome),
                row -> new CompletedDrill(
                        requireNonNull(CatalogueDatabaseClient.instant(row, "ended_at")),
                        row.getBoolean("set_aside")
                                ? CompletedDrill.Result.SET_ASIDE
                                : CompletedDrill.Result.valueOf(
                                        row.getString("outcome").toUpperCase(Locale.ROOT)),
                        known(row)),
                database.value());
    }

    private Optional<Instant> suspectedAt(DatabaseId database) {
        return catalogue.row(
                "select v.ended_at from verification v join backup b on b.id = v.backup where b.database = ?"
                        + " and v.outcome in ('suspected', 'condemned') order by v.ended_at desc limit 1",
                row -> requireNonNull(CatalogueDatabaseClient.instant(row, "ended_at")),
                database.value());
    }

    private boolean isBusy(DatabaseId database) {
        return catalogue
                .row(
                        "select 1 from drill d join backup b on b.id = d.backup where b.database = ?"
                                + " and d.state <> 'ended' limit 1",
                        row -> 1,
                        database.value())
                .isPresent();
    }

    private static DrillableBackup drillableBackup(ResultSet row) throws SQLException {
        return new DrillableBackup(
                new BackupId(row.getObject("id", UUID.class)),
                requireNonNull(CatalogueDatabaseClient.instant(row, "started_at")),
                known(row));
    }

    private static Optional<String> known(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("traits")).filter(traits -> !traits.isEmpty());
    }
}
