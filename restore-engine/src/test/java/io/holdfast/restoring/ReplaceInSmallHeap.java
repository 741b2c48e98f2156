package io.holdfast.restoring;

import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.restoring.archive.CopyTable;
import io.holdfast.restoring.archive.Programs;
import io.holdfast.restoring.archive.StageArchive;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.archive.Staging;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.live.ReplaceRows;
import io.holdfast.restoring.live.RowsOfTable;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A service in a JVM of its own: brings an archive near (L1, L2), loads its rows into an empty table, compares (L4), and replaces the rows
 * of a live table by them.
 */
final class ReplaceInSmallHeap {

    static final String PASSWORD = "REPLACE_IN_SMALL_HEAP_PASSWORD";

    private ReplaceInSmallHeap() {}

    /**
     * Arguments: port, database with the empty table, archive, live database. Prints the length of the longest line, what differs, and
     * what came of the replacement.
     */
    public static void main(String[] arguments) throws Exception {
        Connection database = Connection.to("127.0.0.1", Integer.parseInt(arguments[0]), "postgres", arguments[1])
                .withPassword(Secret.of(System.getenv(PASSWORD)));
        Path file = Path.of(arguments[2]);
        LocalDirectory local = new LocalDirectory("local", file.resolveSibling("."), Modes.OWNER);
        Staging staging = new StageArchive(named -> Optional.of(local), Optional::empty, new Programs(List.of()))
                .stage(Ground.copy(file), Optional.empty(), file.resolveSibling("work"), Progress.NONE);
        try (StagedArchive archive = ((Staging.Staged) staging).archive()) {
            int rows = archive.list().ofType("TABLE DATA").getFirst().id();
            try (java.sql.Connection session = SignIn.to(database, Duration.ZERO)) {
                CopyTable.load(archive, rows, session, table -> true);
            }
            Comparison comparison = new CompareContents(archive, database, 2, Long.MAX_VALUE, Progress.NONE)
                    .compare(archive.contents())
                    .orElseThrow();
            System.out.println(archive.contents().longestLine() + " " + comparison.different());
            Connection live = Connection.to("127.0.0.1", database.port(), "postgres", arguments[3])
                    .withPassword(Secret.of(System.getenv(PASSWORD)));
            List<RowsOfTable> wanted = archive.contents().tables().stream()
                    .map(table -> new RowsOfTable(table.table(), List.of(table)))
                    .toList();
            System.out.println(ReplaceRows.replace(database, live, wanted, findings -> {}));
        }
    }
}
