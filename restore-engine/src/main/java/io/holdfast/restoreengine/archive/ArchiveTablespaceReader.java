package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the tablespaces that an archive names, from its table of contents. If only the listing of pg_restore is available, they are
 * read from the output of pg_restore, where a separate line selects each tablespace. The text of a function may contain such a
 * line too. Then the result has a tablespace that is not needed.
 */
public final class ArchiveTablespaceReader {

    private static final String SELECTED = "SET default_tablespace = ";
    private static final int MOST = 1000;

    private ArchiveTablespaceReader() {}

    /** Empty also if the definitions of the archive cannot be read. pg_restore then reports the reason. */
    public static Set<String> of(StagedArchive archive) {
        return switch (archive.list().source()) {
            case ARCHIVE -> archive.list().needed().tablespaces();
            case LISTING -> selected(archive);
        };
    }

    private static Set<String> selected(StagedArchive archive) {
        Set<String> names = new TreeSet<>();
        try (RunningProgram pgRestore = new PgRestore(archive.programs(), archive.file()).definitions();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(pgRestore.output(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SELECTED) && names.size() < MOST) {
                    SqlIdentifierParser.at(line, SELECTED.length()).ifPresent(read -> names.add(read.name()));
                }
            }
            return names;
        } catch (IOException e) {
            return Set.of();
        }
    }
}
