package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.log.Catalogue;
import io.holdfast.restoring.contents.TableContents;
import io.holdfast.restoring.contents.TableName;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Histories;
import io.holdfast.verify.verifying.History;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What went before, from the catalogue. */
@ApplicationScoped
public class CatalogueHistories implements Histories {

    private final Catalogue catalogue;
    private final TableBooks tables;
    private final int length;

    CatalogueHistories(Catalogue catalogue, TableBooks tables, VerifySettings settings) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.length = settings.verify().history();
    }

    private record Good(BackupId id, long bytes, boolean accepted, long largeObjects) {}

    @Override
    public History before(Backup backup) {
        List<Good> all = catalogue.rows(
                "select * from backup where database = ? and kind = ? and trust = 'verified' and started_at < ?"
                        + " order by started_at desc limit ?",
                row -> new Good(
                        new BackupId(row.getObject("id", UUID.class)),
                        row.getLong("bytes"),
                        row.getBoolean("accepted"),
                        row.getLong("large_objects")),
                backup.database().value(),
                backup.kind().word(),
                backup.startedAt(),
                length);
        if (all.isEmpty()) {
            return History.NONE;
        }
        Good previous = all.getFirst();
        Map<TableName, Long> rows =
                tables.of(previous.id()).stream().collect(Collectors.toMap(TableContents::table, TableContents::rows));
        return new History(sizesSinceAcceptance(all), rows, previous.largeObjects());
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
