package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** pg_restore that reads an archive without connecting to a server. See {@link PgRestoreIntoDatabase} for a restore. */
public record PgRestore(ClientPrograms programs, Path archive) {

    /** Prints the table of contents, which can be readable even in a damaged archive. See {@link TableOfContents#parse}. */
    public RunningProgram list() throws IOException {
        return start("--list");
    }

    /** Decodes the whole archive, discards the text, and prints nothing. */
    public RunningProgram decode() throws IOException {
        return start("--file=/dev/null");
    }

    /** Prints every table as {@code COPY schema.table (columns) FROM stdin;}, its rows, and {@code \.}. */
    public RunningProgram data() throws IOException {
        return start("--data-only", "--file=-");
    }

    /**
     * Prints the definitions of some entries as SQL, without owners and tablespaces. A comment with the entry's id precedes each
     * definition.
     *
     * @param list file with the selected entries, in the format of {@code --list}
     */
    public RunningProgram definitions(Path list) throws IOException {
        return start("--verbose", "--no-owner", "--no-tablespaces", "--use-list=" + list.toAbsolutePath(), "--file=-");
    }

    /**
     * Like {@link #definitions(Path)}, with the definitions of the database itself. pg_restore does not list these, and prints them only
     * with {@code --create}.
     */
    public RunningProgram definitionsOfDatabase(Path list) throws IOException {
        return start("--verbose", "--create", "--no-owner", "--use-list=" + list.toAbsolutePath(), "--file=-");
    }

    /** Prints all definitions as SQL, without rows. */
    public RunningProgram definitions() throws IOException {
        return start("--schema-only", "--file=-");
    }

    /** Like {@link #data()}, for some entries. */
    public RunningProgram data(Path list) throws IOException {
        return start("--data-only", "--use-list=" + list.toAbsolutePath(), "--file=-");
    }

    /**
     * Like {@link #data()}, for an archive that is read from {@link RunningProgram#input()} because it does not exist as a file. pg_restore
     * cannot read an archive from a pipe if its blocks are not in the order of its table of contents. pg_dump does not write such archives,
     * neither to a pipe nor to a file.
     */
    public static RunningProgram dataOfPipe(ClientPrograms programs) throws IOException {
        return ProgramLauncher.startFed(
                List.of(programs.program("pg_restore").toString(), "--data-only", "--file=-"), Map.of());
    }

    /** Like {@link #list()}, for an archive from a pipe. pg_restore closes the pipe after the table of contents. */
    public static RunningProgram listOfPipe(ClientPrograms programs) throws IOException {
        return ProgramLauncher.startFed(List.of(programs.program("pg_restore").toString(), "--list"), Map.of());
    }

    /** Like {@link #definitions}, for an archive from a pipe. pg_restore closes the pipe after the table of contents. */
    public static RunningProgram definitionsOfPipe(ClientPrograms programs, Path list) throws IOException {
        return ProgramLauncher.startFed(
                List.of(
                        programs.program("pg_restore").toString(),
                        "--verbose",
                        "--no-owner",
                        "--use-list=" + list.toAbsolutePath(),
                        "--file=-"),
                Map.of());
    }

    private RunningProgram start(String... options) throws IOException {
        List<String> command = new java.util.ArrayList<>();
        command.add(programs.program("pg_restore").toString());
        command.addAll(List.of(options));
        // The path is absolute, so pg_restore cannot parse a file name as an option.
        command.add(archive.toAbsolutePath().toString());
        return ProgramLauncher.start(command, Map.of());
    }
}
