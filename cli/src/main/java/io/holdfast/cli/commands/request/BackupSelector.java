package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.BackupNameResolver;
import io.holdfast.cli.http.ListedBackup;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The argument that selects a backup. */
public final class BackupSelector {

    @Parameters(
            paramLabel = "BACKUP",
            description =
                    "id, beginning of the id, or file name of the backup, or 'latest' for the newest backup, ignoring"
                            + " automatic backups before a restore")
    String name = "";

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "consider only backups of this database")
    @Nullable
    DatabaseId database;

    /** A backup and its database, which is the key of its requests. */
    record Found(BackupId backup, String database) {

        @Override
        public String toString() {
            return backup + " of " + database;
        }
    }

    /** Finds the backup. With a complete id and the database, no request to a service is needed. */
    Found find(CommandContext context) {
        Optional<BackupId> spelledOut = BackupNameResolver.spelledOut(name);
        if (spelledOut.isPresent() && database != null) {
            return new Found(spelledOut.get(), database.value());
        }
        ListedBackup listed = listed(context);
        return new Found(listed.backup(), listed.database());
    }

    private ListedBackup listed(CommandContext context) {
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)));
        return new BackupNameResolver(repository)
                .find(name, database == null ? Map.of() : Map.of("database", database.value()));
    }
}
