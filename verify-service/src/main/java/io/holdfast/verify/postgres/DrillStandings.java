package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.Catalogue;
import io.holdfast.verify.drilling.Drillable;
import io.holdfast.verify.drilling.Past;
import io.holdfast.verify.drilling.Standing;
import io.holdfast.verify.settings.DrillPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** How the databases stand with their drills, as the books say. */
@ApplicationScoped
public class DrillStandings {

    private static final String DRILLABLE =
            "from backup where kind = 'full' and trust = 'verified' and not expired and not before_restore and database = ?";
    private static final String PAST = "select d.* from drill d join backup b on b.id = d.backup"
            + " where b.database = ? and d.state = 'ended' and d.outcome %s order by d.ended_at desc limit 1";

    private final Catalogue catalogue;
    private final DrillPolicies policies;

    DrillStandings(Catalogue catalogue, DrillPolicies policies) {
        this.catalogue = catalogue;
        this.policies = policies;
    }

    private record Known(DatabaseId database, Instant since) {}

    /** Of every database with a full backup that was ever verified and is not all gone. */
    public List<Standing> all() {
        return catalogue
                .rows(
                        "select database, min(verified_at) as since from backup where kind = 'full'"
                                + " and verified_at is not null group by database having not bool_and(expired)"
                                + " order by database",
                        row -> new Known(
                                new DatabaseId(row.getString("database")),
                                requireNonNull(Catalogue.instant(row, "since"))))
                .stream()
                .map(known -> standing(known.database(), known.since()))
                .toList();
    }

    private Standing standing(DatabaseId database, Instant since) {
        return new Standing(
                database,
                policies.of(database),
                since,
                catalogue.rows(
                        "select * " + DRILLABLE + " order by started_at desc",
                        DrillStandings::drillable,
                        database.value()),
                past(database, "= 'completed'"),
                past(database, "<> 'impossible'"),
                past(database, "is not null"),
                suspectedAt(database),
                isBusy(database));
    }

    /** The newest that may be drilled, and was not made before a restore; nothing where there is none. */
    public Optional<BackupId> newest(DatabaseId database) {
        return catalogue.row(
                "select id " + DRILLABLE + " order by started_at desc limit 1",
                row -> new BackupId(row.getObject("id", UUID.class)),
                database.value());
    }

    private Optional<Past> past(DatabaseId database, String outcome) {
        return catalogue.row(
                PAST.formatted(outcome),
                row -> new Past(
                        requireNonNull(Catalogue.instant(row, "ended_at")),
                        row.getBoolean("set_aside")
                                ? Past.Result.SET_ASIDE
                                : Past.Result.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        known(row)),
                database.value());
    }

    private Optional<Instant> suspectedAt(DatabaseId database) {
        return catalogue.row(
                "select v.ended_at from verification v join backup b on b.id = v.backup where b.database = ?"
                        + " and v.outcome in ('suspected', 'condemned') order by v.ended_at desc limit 1",
                row -> requireNonNull(Catalogue.instant(row, "ended_at")),
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

    private static Drillable drillable(ResultSet row) throws SQLException {
        return new Drillable(
                new BackupId(row.getObject("id", UUID.class)),
                requireNonNull(Catalogue.instant(row, "started_at")),
                known(row));
    }

    private static Optional<String> known(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("traits")).filter(traits -> !traits.isEmpty());
    }
}
