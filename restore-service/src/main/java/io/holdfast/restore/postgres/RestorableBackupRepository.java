package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.CompanionFilesColumnConverter;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.restore.restoring.NewerBackup;
import io.holdfast.restore.restoring.RestorableBackup;
import io.holdfast.restore.restoring.RestorableCopy;
import io.holdfast.restore.restoring.VerificationStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores backups and their copies from the event log. */
@ApplicationScoped
public class RestorableBackupRepository {

    private final CatalogueDatabaseClient catalogue;

    RestorableBackupRepository(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Adds a backup with its copies. A known backup is not changed.
     *
     * @param beforeRestore whether it was made before a restore
     */
    public void add(
            BackupId id,
            DatabaseId database,
            BackupKind kind,
            Instant startedAt,
            List<BackupCopyRecord> copies,
            @Nullable String clientVersion,
            @Nullable String serverVersion,
            boolean beforeRestore) {
        int added = catalogue.change(
                "insert into backup (id, database, kind, started_at, client_version, server_version, before_restore)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                id.value(),
                database.value(),
                kind.label(),
                startedAt,
                clientVersion,
                serverVersion,
                beforeRestore);
        if (added == 1) {
            copies.forEach(copy -> addCopy(id, copy, null));
        }
    }

    /** @param storageClass archive class, if the copy cannot be read at once */
    public void addCopy(BackupId backup, BackupCopyRecord copy, @Nullable String storageClass) {
        catalogue.change(
                "insert into copy (backup, destination, key, version_id, bytes, sha256, companions, storage_class)"
                        + " select id, ?, ?, ?, ?, ?, ?::jsonb, ? from backup where id = ?"
                        + " on conflict (backup, destination, key) do update set version_id = excluded.version_id,"
                        + " bytes = excluded.bytes, sha256 = excluded.sha256, companions = excluded.companions,"
                        + " storage_class = excluded.storage_class,"
                        + " state = 'present', intent = null, intent_at = null",
                copy.destination(),
                copy.key(),
                copy.versionId(),
                copy.bytes(),
                copy.sha256().hex(),
                CompanionFilesColumnConverter.json(copy),
                storageClass,
                backup.value());
    }

    public void expiring(BackupId backup, CopyLocation copy, UUID intent, long offset) {
        catalogue.change(
                "update copy set state = 'expiring', intent = ?, intent_at = ?"
                        + " where backup = ? and destination = ? and key = ? and state <> 'expired'",
                intent,
                offset,
                backup.value(),
                copy.destination(),
                copy.key());
    }

    public void reinstated(BackupId backup, UUID intent) {
        catalogue.change(
                "update copy set state = 'present', intent = null, intent_at = null"
                        + " where backup = ? and intent = ? and state = 'expiring'",
                backup.value(),
                intent);
    }

    public void copyExpired(BackupId backup, CopyLocation copy) {
        setState(backup, copy, "expired");
    }

    public void copyCondemned(BackupId backup, CopyLocation copy) {
        setState(backup, copy, "condemned");
    }

    /** Records that the copy was read again and is good, whatever its state was before. */
    public void copyGood(BackupId backup, CopyLocation copy) {
        catalogue.change(
                "update copy set state = 'present' where backup = ? and destination = ? and key = ?"
                        + " and state = 'condemned'",
                backup.value(),
                copy.destination(),
                copy.key());
    }

    private void setState(BackupId backup, CopyLocation copy, String state) {
        catalogue.change(
                "update copy set state = ? where backup = ? and destination = ? and key = ?",
                state,
                backup.value(),
                copy.destination(),
                copy.key());
    }

    public void expired(BackupId backup) {
        catalogue.change("update backup set expired = true where id = ?", backup.value());
        catalogue.change("update copy set state = 'expired' where backup = ?", backup.value());
    }

    public void held(BackupId backup, boolean held) {
        catalogue.change("update backup set held = ? where id = ?", held, backup.value());
    }

    public void trusted(BackupId backup, VerificationStatus trust) {
        catalogue.change("update backup set trust = ? where id = ?", trust.word(), backup.value());
    }

    /** @param findings suspicions about the contents */
    public void suspected(BackupId backup, List<Finding> findings) {
        trusted(backup, VerificationStatus.SUSPECTED);
        catalogue.change(
                "update backup set suspicions = ?::jsonb where id = ?",
                JsonColumnConverter.json(findings),
                backup.value());
    }

    /** Full backups that started after this one and still have a copy, newest first, limited to a few. */
    public List<NewerBackup> newer(RestorableBackup backup) {
        return catalogue.rows(
                "select * from backup b where database = ? and kind = 'full' and started_at > ? and not expired"
                        + " and (before_restore or trust = 'suspected') and exists (select 1 from copy c"
                        + " where c.backup = b.id and c.state = 'present') order by started_at desc, id limit 5",
                row -> new NewerBackup(
                        new BackupId(row.getObject("id", UUID.class)),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "started_at")),
                        row.getBoolean("before_restore"),
                        VerificationStatus.of(row.getString("trust")) == VerificationStatus.SUSPECTED
                                ? JsonColumnConverter.findings(row.getString("suspicions"))
                                : List.of()),
                backup.database().value(),
                backup.startedAt());
    }

    /** Records a level that the backup reached. A lower level than before changes only the time of the last check. */
    public void reached(BackupId backup, VerificationLevel level, Instant at) {
        catalogue.change(
                "update backup set level = greatest(coalesce(level, ''), ?), level_at = ? where id = ?",
                level.name(),
                at,
                backup.value());
    }

    /**
     * The newest verified full backup that still has a copy. Backups made before a restore are excluded: they contain the state
     * that was to be replaced, and a second restore would bring it back.
     */
    public Optional<BackupId> latest(DatabaseId database) {
        return catalogue.row(
                "select id from backup b where database = ? and kind = 'full' and trust = 'verified' and not expired"
                        + " and not before_restore and exists (select 1 from copy c where c.backup = b.id"
                        + " and c.state = 'present') order by started_at desc, id limit 1",
                row -> new BackupId(row.getObject("id", UUID.class)),
                database.value());
    }

    public Optional<RestorableBackup> find(BackupId id) {
        return find(id, -1);
    }

    /** As {@link #find(BackupId)}, but includes expiring copies if the pin at this offset precedes the intent to delete. */
    Optional<RestorableBackup> find(BackupId id, long pinnedAt) {
        List<RestorableCopy> copies = catalogue.rows(
                "select * from copy where backup = ? and (state in ('present', 'condemned')"
                        + " or state = 'expiring' and ? between 0 and intent_at) order by destination, key",
                RestorableBackupRepository::copy,
                id.value(),
                pinnedAt);
        return catalogue.row("select * from backup where id = ?", row -> backup(row, copies), id.value());
    }

    private static RestorableBackup backup(ResultSet row, List<RestorableCopy> copies) throws SQLException {
        return new RestorableBackup(
                new BackupId(row.getObject("id", UUID.class)),
                new DatabaseId(row.getString("database")),
                BackupKind.of(row.getString("kind")),
                requireNonNull(CatalogueDatabaseClient.instant(row, "started_at")),
                Optional.ofNullable(row.getString("client_version")),
                VerificationStatus.of(row.getString("trust")),
                Optional.ofNullable(row.getString("level")).map(VerificationLevel::valueOf),
                Optional.ofNullable(CatalogueDatabaseClient.instant(row, "level_at")),
                row.getBoolean("expired"),
                copies);
    }

    private static RestorableCopy copy(ResultSet row) throws SQLException {
        return new RestorableCopy(
                new BackupCopyRecord(
                        row.getString("destination"),
                        row.getString("key"),
                        row.getString("version_id"),
                        row.getLong("bytes"),
                        new Sha256(row.getString("sha256")),
                        CompanionFilesColumnConverter.of(row)),
                row.getString("state").equals("condemned"),
                Optional.ofNullable(row.getString("storage_class")));
    }
}
