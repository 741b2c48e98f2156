package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** pg_restore reading an archive; here it never touches a server, as {@link PgRestoreIntoDatabase} does. */
public record PgRestore(ClientPrograms programs, Path archive) {

    /** Prints the table of contents; a damaged archive may still have a readable one. See {@link TableOfContents#parse}. */
    public RunningProgram list() throws IOException {
        return start("--list");
    }

    /** Decodes everything and throws the text away; prints nothing. */
    public RunningProgram decode() throws IOException {
        return start("--file=/dev/null");
    }

    /** Prints every table as {@code COPY schema.table (columns) FROM stdin;}, its rows, {@code \.}. */
    public RunningProgram data() throws IOException {
        return start("--data-only", "--file=-");
    }

    /**
     * Prints the definitions of some entries as SQL, each after a comment with its id, without owners and tablespaces.
     *
     * @param list file with the wanted entries, as {@code --list} prints them
     */
    public RunningProgram definitions(Path list) throws IOException {
        return start("--verbose", "--no-owner", "--no-tablespaces", "--use-list=" + list.toAbsolutePath(), "--file=-");
    }

    /**
     * As {@link #definitions(Path)}, and those of the database itself, which pg_restore does not list and prints only if it is to be
     * created.
     */
    public RunningProgram definitionsOfDatabase(Path list) throws IOException {
        return start("--verbose", "--create", "--no-owner", "--use-list=" + list.toAbsolutePath(), "--file=-");
    }

    /** Prints all definitions as SQL, without rows. */
    public RunningProgram definitions() throws IOException {
        return start("--schema-only", "--file=-");
    }

    /** As {@link #data()}, of some entries only. */
    public RunningProgram data(Path list) throws IOException {
        return start("--data-only", "--use-list=" + list.toAbsolutePath(), "--file=-");
    }

    /**
     * As {@link #data()}, of an archive that comes through {@link RunningProgram#input()}: one that lies nowhere as a plain file.
     * An archive whose parts stand in another order than its contents cannot be read so; pg_dump writes none, to a pipe or a
     * file.
     */
    public static RunningProgram dataOfPipe(ClientPrograms programs) throws IOException {
        return ProgramLauncher.startFed(
                List.of(programs.program("pg_restore").toString(), "--data-only", "--file=-"), Map.of());
    }

    /** As {@link #list()}, of an archive that comes through a pipe; pg_restore breaks it after the table of contents. */
    public static RunningProgram listOfPipe(ClientPrograms programs) throws IOException {
        return ProgramLauncher.startFed(List.of(programs.program("pg_restore").toString(), "--list"), Map.of());
    }

    /** As {@link #definitions}, of an archive that comes through a pipe; pg_restore breaks it after the table of contents. */
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
        // Absolute, so that no file name can be read as an option.
        command.add(archive.toAbsolutePath().toString());
        return ProgramLauncher.start(command, Map.of());
    }
}
