package io.holdfast.postgrestools;

import java.nio.file.Path;

/**
 * One installed set of PostgreSQL client programs.
 *
 * @param folder absolute path of the folder with pg_dump, pg_dumpall and pg_restore
 * @param version version that its pg_dump reports
 */
public record ClientPrograms(Path folder, PgVersion version) {

    Path program(String name) {
        return folder.resolve(name);
    }
}
