package io.holdfast.dump.postgres;

import static io.holdfast.events.log.CatalogueDatabaseClient.instant;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.RunLease;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RequestRef;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/** Maps rows of the table {@code backup} to domain objects. */
final class RunRowMapper {

    private RunRowMapper() {}

    static ValidatedBackupRequest request(ResultSet row) throws SQLException {
        return new ValidatedBackupRequest(
                new BackupId(row.getObject("backup", UUID.class)),
                new DatabaseId(row.getString("database")),
                BackupKind.of(row.getString("kind")),
                new RequestRef(URI.create(row.getString("source")), row.getString("request_id")),
                row.getString("label"),
                instant(row, "slot"),
                Objects.requireNonNull(instant(row, "accepted_at")));
    }

    static Running running(ResultSet row) throws SQLException {
        return new Running(
                request(row),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getString("artifact"),
                new RunLease(row.getString("worker"), Objects.requireNonNull(instant(row, "lease_until"))),
                Objects.requireNonNull(instant(row, "started_at")));
    }
}
