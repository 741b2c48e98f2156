package io.holdfast.postgrestools;

import java.nio.file.Path;

/**
 * One installed set of PostgreSQL's client programs.
 *
 * @param folder absolute folder that holds pg_dump, pg_dumpall, pg_restore
 * @param version what its pg_dump says
 */
public record ClientPrograms(Path folder, PgVersion version) {

    Path program(String name) {
        return folder.resolve(name);
    }
}
