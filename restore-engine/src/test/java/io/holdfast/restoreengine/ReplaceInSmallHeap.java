package io.holdfast.restoreengine;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.LoadTableRows;
import io.holdfast.restoreengine.archive.StageArchive;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.live.ArchivedTableRows;
import io.holdfast.restoreengine.live.ReplaceRows;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A service in a separate JVM. It stages an archive (L1, L2), loads its rows into an empty table, compares them (L4), and
 * replaces the rows of a live table with them.
 */
final class ReplaceInSmallHeap {

    static final String PASSWORD = "REPLACE_IN_SMALL_HEAP_PASSWORD";

    private ReplaceInSmallHeap() {}

    /**
     * Arguments: port, database with the empty table, archive, live database. Prints the length of the longest line, the
     * differences, and the result of the replacement.
     */
    public static void main(String[] arguments) throws Exception {
        DatabaseConnection database = DatabaseConnection.to(
                        "127.0.0.1", Integer.parseInt(arguments[0]), "postgres", arguments[1])
                .withPassword(Secret.of(System.getenv(PASSWORD)));
        Path file = Path.of(arguments[2]);
        LocalDirectory local = new LocalDirectory("local", file.resolveSibling("."), FileModes.OWNER);
        StageArchiveResult stageArchiveResult = new StageArchive(
                        named -> Optional.of(local), Optional::empty, new ClientProgramLookup(List.of()))
                .stage(
                        RestoreEngineFixture.copy(file),
                        Optional.empty(),
                        file.resolveSibling("work"),
                        ProgressListener.NONE);
        try (StagedArchive archive = ((StageArchiveResult.Staged) stageArchiveResult).archive()) {
            int rows = archive.list().ofType("TABLE DATA").getFirst().id();
            try (java.sql.Connection session = JdbcConnectionFactory.to(database, Duration.ZERO)) {
                LoadTableRows.load(archive, rows, session, table -> true);
            }
            ArchiveComparisonResult comparison = new CompareDatabaseWithArchive(
                            archive, database, 2, Long.MAX_VALUE, ProgressListener.NONE)
                    .compare(archive.contents())
                    .orElseThrow();
            System.out.println(archive.contents().longestLine() + " " + comparison.different());
            DatabaseConnection live = DatabaseConnection.to("127.0.0.1", database.port(), "postgres", arguments[3])
                    .withPassword(Secret.of(System.getenv(PASSWORD)));
            List<ArchivedTableRows> wanted = archive.contents().tables().stream()
                    .map(table -> new ArchivedTableRows(table.table(), List.of(table)))
                    .toList();
            System.out.println(ReplaceRows.replace(database, live, wanted, findings -> {}));
        }
    }
}
