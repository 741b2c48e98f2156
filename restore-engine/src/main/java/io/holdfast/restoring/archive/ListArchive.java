package io.holdfast.restoring.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TableOfContents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The table of contents of a plain archive. */
final class ListArchive {

    private ListArchive() {}

    /** Empty where pg_restore cannot say it. */
    static Optional<TableOfContents> of(ClientPrograms programs, Path file) {
        try (RunningProgram pgRestore = new PgRestore(programs, file).list()) {
            String printed = new String(pgRestore.output().readAllBytes(), StandardCharsets.UTF_8);
            return pgRestore.await().succeeded() ? Optional.of(TableOfContents.parse(printed)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
