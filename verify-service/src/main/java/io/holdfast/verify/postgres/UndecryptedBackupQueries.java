package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.verify.verifying.PublishedVerificationOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Finds encrypted backups that could not be verified for lack of a key and have no pending verification. */
@ApplicationScoped
public class UndecryptedBackupQueries {

    private static final String WAITING = """
            select b.id, b.database,
              (select v.id from verification v where v.backup = b.id order by v.ended_at desc, v.id limit 1) as last
            from backup b
            where b.trust = 'unverified' and not b.expired
              and exists (select 1 from copy c where c.backup = b.id and c.state = 'present' and c.key like '%.age')
              and not exists (select 1 from verification v where v.backup = b.id and v.state <> 'ended')""";

    private final CatalogueDatabaseClient catalogue;
    private final VerificationQueue queue;

    UndecryptedBackupQueries(CatalogueDatabaseClient catalogue, VerificationQueue queue) {
        this.catalogue = catalogue;
        this.queue = queue;
    }

    private record Unopened(BackupId id, DatabaseId database, Optional<UUID> last) {

        static Unopened read(ResultSet row) throws SQLException {
            return new Unopened(
                    new BackupId(row.getObject("id", UUID.class)),
                    new DatabaseId(row.getString("database")),
                    Optional.ofNullable(row.getObject("last", UUID.class)));
        }
    }

    /** Makes the backups of the selected databases due again. */
    public void plan(Predicate<DatabaseId> which, Instant dueAt) {
        catalogue.rows(WAITING, Unopened::read).stream()
                .filter(backup -> which.test(backup.database()))
                .forEach(backup -> backup.last()
                        .ifPresent(last ->
                                queue.plan(PublishedVerificationOutcome.next(last), backup.id(), "retry", dueAt)));
    }
}
