package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.restoreengine.contents.PgRestoreCopyBlockReader;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.postgresql.PGConnection;

/** Loads the rows of one table from an archive with a COPY statement of Holdfast. It runs no other statement of the archive. */
public final class LoadTableRows {

    private LoadTableRows() {}

    /**
     *
     * @param entry id of the rows in the table of contents
     * @param into session in any encoding; its monetary locale is set to that of the archive if recorded
     * @param expected checks which table's rows may be loaded, because the owner of the source controls the names in the
     *     archive
     * @return the table; empty if the archive has no such rows, in which case nothing is loaded
     * @throws SQLException if the server refuses the rows
     */
    public static Optional<TableName> load(
            StagedArchive archive, int entry, Connection into, Predicate<TableName> expected)
            throws IOException, SQLException, InterruptedException {
        Path list = PgRestoreUseListWriter.write(archive.file(), List.of(entry));
        try (RunningProgram pgRestore = new PgRestore(archive.programs(), archive.file()).data(list)) {
            Optional<PgRestoreCopyBlockReader> block =
                    PgRestoreCopyBlockReader.in(pgRestore.output()).filter(found -> expected.test(found.table()));
            if (block.isPresent()) {
                monetary(archive, into);
                into.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement(block.get()), block.get().rows());
            }
            pgRestore.output().transferTo(OutputStream.nullOutputStream());
            return block.map(PgRestoreCopyBlockReader::table);
        } finally {
            Files.deleteIfExists(list);
        }
    }

    private static String statement(PgRestoreCopyBlockReader block) {
        TableName table = block.table();
        String name = table.schema().isEmpty()
                ? SqlQuoting.name(table.name())
                : SqlQuoting.name(table.schema()) + "." + SqlQuoting.name(table.name());
        return "copy " + name + " " + block.columns() + " from stdin with (encoding "
                + SqlQuoting.text(block.encoding().name()) + ")";
    }

    /** The only setting that changes how text is read. */
    private static void monetary(StagedArchive archive, Connection into) throws SQLException {
        Optional<TextOutputSettings> recorded = archive.settings().map(all -> all.only(TextOutputSettings.LC_MONETARY));
        if (recorded.isPresent()) {
            recorded.get().apply(into, false);
        }
    }
}
