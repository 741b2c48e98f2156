package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Stores the tables of each archive with their row fingerprints. Restored databases are compared with them. */
@ApplicationScoped
public class TableFingerprintRepository {

    private final CatalogueDatabaseClient catalogue;

    TableFingerprintRepository(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    void save(BackupId backup, RestoreScriptReadResult.Whole contents) {
        catalogue.change("delete from table_contents where backup = ?", backup.value());
        catalogue.changeEach(
                "insert into table_contents (backup, schema_name, table_name, columns, row_count, sum)"
                        + " values (?, ?, ?, ?, ?, ?)",
                contents.tables().stream()
                        .map(table -> new Object[] {
                            backup.value(),
                            table.table().schema(),
                            table.table().name(),
                            table.columns(),
                            table.rows(),
                            table.fingerprint().sum()
                        })
                        .toList());
        catalogue.change(
                "update backup set large_objects = ?, text_bytes = ? where id = ?",
                contents.largeObjects(),
                contents.textBytes(),
                backup.value());
    }

    /**
     * The tables in the order of their names. Empty if this service did not decode the archive, or the archive has no tables.
     */
    public List<TableContentFingerprint> of(BackupId backup) {
        return catalogue.rows(
                "select * from table_contents where backup = ? order by schema_name, table_name",
                row -> new TableContentFingerprint(
                        new TableName(row.getString("schema_name"), row.getString("table_name")),
                        row.getString("columns"),
                        new Fingerprint(row.getLong("row_count"), row.getString("sum"))),
                backup.value());
    }
}
