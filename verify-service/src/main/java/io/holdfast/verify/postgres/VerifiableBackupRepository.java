package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.CompanionFilesColumnConverter;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.TrustStatus;
import io.holdfast.verify.verifying.VerificationScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores backups and their copies from the event log. */
@ApplicationScoped
public class VerifiableBackupRepository {

    private final CatalogueDatabaseClient catalogue;

    VerifiableBackupRepository(CatalogueDatabaseClient catalogue) {
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
            Optional<String> clientVersion,
            boolean beforeRestore,
            Instant time) {
        int added = catalogue.change(
                "insert into backup (id, database, kind, started_at, client_version, before_restore, bytes)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                id.value(),
                database.value(),
                kind.label(),
                startedAt,
                clientVersion.orElse(null),
                beforeRestore,
                copies.stream().mapToLong(BackupCopyRecord::bytes).findFirst().orElse(0));
        if (added == 1) {
            copies.forEach(copy -> addCopy(id, copy, time));
        }
    }

    /**
     * Adds or updates a copy of a known backup. The copy is new, was made again, or has moved within its storage. It is checked
     * soon.
     */
    public void addCopy(BackupId backup, BackupCopyRecord copy, Instant time) {
        catalogue.change(
                "insert into copy (backup, destination, key, version_id, bytes, sha256, companions, look_at)"
                        + " select id, ?, ?, ?, ?, ?, ?::jsonb, ? from backup where id = ?"
                        + " on conflict (backup, destination, key) do update set version_id = excluded.version_id,"
                        + " bytes = excluded.bytes, sha256 = excluded.sha256, companions = excluded.companions,"
                        + " state = 'present', intent = null,"
                        + " intent_at = null, look_at = excluded.look_at, tries = 0, good_at = null",
                copy.destination(),
                copy.key(),
                copy.versionId(),
                copy.bytes(),
                copy.sha256().hex(),
                CompanionFilesColumnConverter.json(copy),
                time,
                backup.value());
    }

    /** Records an intent to delete a copy, published at this offset. */
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

    /** Records that the intent was withdrawn. */
    public void reinstated(BackupId backup, UUID intent) {
        catalogue.change(
                "update copy set state = 'present', intent = null, intent_at = null"
                        + " where backup = ? and intent = ? and state = 'expiring'",
                backup.value(),
                intent);
    }

    public void copyExpired(BackupId backup, CopyLocation copy) {
        catalogue.change(
                "update copy set state = 'expired' where backup = ? and destination = ? and key = ?",
                backup.value(),
                copy.destination(),
                copy.key());
    }

    public void copyCondemned(BackupId backup, CopyLocation copy) {
        catalogue.change(
                "update copy set state = 'condemned', look_at = null"
                        + " where backup = ? and destination = ? and key = ? and state = 'present'",
                backup.value(),
                copy.destination(),
                copy.key());
    }

    /**
     * Records that a copy was read and is good.
     *
     * @param decoded whether its contents were decoded, now or earlier
     */
    public void copyGood(BackupId backup, CopyLocation copy, boolean decoded, Instant time) {
        catalogue.change(
                "update copy set state = case state when 'condemned' then 'present' else state end, good_at = ?,"
                        + " look_at = null, tries = 0, decoded = decoded or ?"
                        + " where backup = ? and destination = ? and key = ?",
                time,
                decoded,
                backup.value(),
                copy.destination(),
                copy.key());
    }

    /** Records that a copy was checked. It is next checked separately at the given time. */
    void copyLooked(BackupId backup, BackupCopyRecord copy, @Nullable Instant again) {
        catalogue.change(
                "update copy set look_at = ?, tries = case when ?::timestamptz is null then 0 else tries + 1 end"
                        + " where backup = ? and destination = ? and key = ?",
                again,
                again,
                backup.value(),
                copy.destination(),
                copy.key());
    }

    int triesOf(BackupId backup, BackupCopyRecord copy) {
        return catalogue
                .row(
                        "select tries from copy where backup = ? and destination = ? and key = ?",
                        row -> row.getInt("tries"),
                        backup.value(),
                        copy.destination(),
                        copy.key())
                .orElse(0);
    }

    /** Records that the backup has expired. Its sizes stay as history. Its tables and pending verifications are deleted. */
    public void expired(BackupId backup) {
        catalogue.change("update backup set expired = true where id = ?", backup.value());
        catalogue.change("update copy set state = 'expired' where backup = ?", backup.value());
        catalogue.change("delete from table_contents where backup = ?", backup.value());
        catalogue.change("delete from verification where backup = ? and state = 'due'", backup.value());
    }

    public boolean isExpired(BackupId backup) {
        return catalogue
                .row("select expired from backup where id = ?", row -> row.getBoolean(1), backup.value())
                .orElse(false);
    }

    /** The backup with the copies that should exist. Empty if the event log does not mention the backup. */
    public Optional<BackupToVerify> find(BackupId id) {
        return find(id, -1);
    }

    /** As {@link #find(BackupId)}, but includes expiring copies if the pin at this offset precedes the intent to delete. */
    Optional<BackupToVerify> find(BackupId id, long pinnedAt) {
        List<BackupCopyRecord> copies = catalogue.rows(
                "select * from copy where backup = ? and (state in ('present', 'condemned')"
                        + " or state = 'expiring' and ? between 0 and intent_at) order by destination, key",
                VerifiableBackupRepository::copy,
                id.value(),
                pinnedAt);
        return catalogue.row("select * from backup where id = ?", row -> backup(row, copies), id.value());
    }

    /** The parts of the backup to read, depending on the cause of the verification. */
    VerificationScope verificationScope(BackupToVerify backup, String cause, Instant now) {
        Set<Sha256> decoded = Set.copyOf(catalogue.rows(
                "select distinct sha256 from copy where backup = ? and decoded",
                row -> new Sha256(row.getString("sha256")),
                backup.id().value()));
        if (!CopyCheckScheduler.CAUSES.contains(cause) || backup.trust() != TrustStatus.VERIFIED) {
            return VerificationScope.whole(backup, decoded);
        }
        List<BackupCopyRecord> due = catalogue
                .rows(
                        "select * from copy where backup = ? and look_at <= ?",
                        VerifiableBackupRepository::copy,
                        backup.id().value(),
                        now)
                .stream()
                .filter(backup.copies()::contains)
                .toList();
        return VerificationScope.part(due.isEmpty() ? backup.copies() : due, decoded);
    }

    private static BackupToVerify backup(ResultSet row, List<BackupCopyRecord> copies) throws SQLException {
        return new BackupToVerify(
                new BackupId(row.getObject("id", UUID.class)),
                new DatabaseId(row.getString("database")),
                BackupKind.of(row.getString("kind")),
                requireNonNull(CatalogueDatabaseClient.instant(row, "started_at")),
                row.getLong("bytes"),
                Optional.ofNullable(row.getString("client_version")),
                copies,
                TrustStatus.of(row.getString("trust")),
                row.getBoolean("accepted"));
    }

    static BackupCopyRecord copy(ResultSet row) throws SQLException {
        return new BackupCopyRecord(
                row.getString("destination"),
                row.getString("key"),
                row.getString("version_id"),
                row.getLong("bytes"),
                new Sha256(row.getString("sha256")),
                CompanionFilesColumnConverter.of(row));
    }
}
