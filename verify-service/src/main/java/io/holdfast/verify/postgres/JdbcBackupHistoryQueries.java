package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.BackupHistory;
import io.holdfast.verify.verifying.BackupHistoryQueries;
import io.holdfast.verify.verifying.BackupToVerify;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the history of a backup from the catalog. */
@ApplicationScoped
public class JdbcBackupHistoryQueries implements BackupHistoryQueries {

    private final CatalogueDatabaseClient catalogue;
    private final TableFingerprintRepository tables;
    private final int length;

    JdbcBackupHistoryQueries(
            CatalogueDatabaseClient catalogue, TableFingerprintRepository tables, VerifySettings settings) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.length = settings.verify().history();
    }

    private record Good(BackupId id, long bytes, boolean accepted, long largeObjects) {}

    @Override
    public BackupHistory before(BackupToVerify backup) {
        List<Good> all = catalogue.rows(
                "select * from backup where database = ? and kind = ? and trust = 'verified' and started_at < ?"
                        + " order by started_at desc limit ?",
                row -> new Good(
                        new BackupId(row.getObject("id", UUID.class)),
                        row.getLong("bytes"),
                        row.getBoolean("accepted"),
                        row.getLong("large_objects")),
                backup.database().value(),
                backup.kind().label(),
                backup.startedAt(),
                length);
        if (all.isEmpty()) {
            return BackupHistory.NONE;
        }
        Good previous = all.getFirst();
        Map<TableName, Long> rows = tables.of(previous.id()).stream()
                .collect(Collectors.toMap(TableContentFingerprint::table, TableContentFingerprint::rows));
        return new BackupHistory(sizesSinceAcceptance(all), rows, previous.largeObjects());
    }

    private static List<Long> sizesSinceAcceptance(List<Good> newestFirst) {
        List<Long> sizes = new ArrayList<>();
        for (Good good : newestFirst) {
            sizes.add(good.bytes());
            if (good.accepted()) {
                break;
            }
        }
        return sizes;
    }
}
