package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.verify.verifying.BackupToVerify;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores what the manifests record about the source servers. */
@ApplicationScoped
public class SourceServerRepository {

    private final CatalogueDatabaseClient catalogue;
    private final VerifiableBackupRepository backups;

    SourceServerRepository(CatalogueDatabaseClient catalogue, VerifiableBackupRepository backups) {
        this.catalogue = catalogue;
        this.backups = backups;
    }

    /** The newest verified full backup of each database whose manifest has not been read. */
    public List<BackupToVerify> notLookedAt() {
        return catalogue
                .rows(
                        "select id from (select distinct on (database) id, traits from backup where kind = 'full'"
                                + " and trust = 'verified' and not expired order by database, started_at desc) newest"
                                + " where traits is null",
                        row -> new BackupId(row.getObject("id", UUID.class)))
                .stream()
                .flatMap(id -> backups.find(id).stream())
                .toList();
    }

    /** @param manifest traits that the manifest records; empty if there is no manifest */
    public void recordManifest(BackupToVerify backup, Optional<String> manifest) {
        catalogue.change(
                "update backup set traits = ? || coalesce((select ' tables ' || md5(string_agg(schema_name || '.' ||"
                        + " table_name || columns, ',' order by schema_name, table_name)) from table_contents"
                        + " where backup = ? and ? <> ''), '') where id = ?",
                manifest.orElse(""),
                backup.id().value(),
                manifest.orElse(""),
                backup.id().value());
    }

    /** Records a server that was dumped. */
    public void isSource(String systemIdentifier, DatabaseId database) {
        catalogue.change(
                "insert into source_system (system_identifier, database) values (?, ?) on conflict do nothing",
                systemIdentifier,
                database.value());
    }

    /** A database that was dumped from this server, if any. */
    public Optional<String> sourceOn(String systemIdentifier) {
        return catalogue.row(
                "select database from source_system where system_identifier = ? order by database limit 1",
                row -> row.getString("database"),
                systemIdentifier);
    }

    /** Whether a system identifier is known for the server of this database. */
    public boolean isKnown(DatabaseId database) {
        return catalogue
                .row("select 1 from source_system where database = ? limit 1", row -> 1, database.value())
                .isPresent();
    }
}
