package io.holdfast.postgrestools;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Signs in by JDBC and with each of PostgreSQL's programs, in a JVM with a specific locale. Prints a line for each method: the number of
 * the names, the method, and {@code ok} or the error.
 *
 * <p>Arguments: the server's port, a folder for archives, and the list of names.
 */
final class SignInToForeignNames {

    private static final Duration SOON = Duration.ofMinutes(5);

    private final ForeignNames names;
    private final DatabaseConnection to;
    private final Path archive;

    private SignInToForeignNames(ForeignNames names, int port, Path folder) {
        this.names = names;
        this.to = names.on(port);
        // A name outside ASCII, if this JVM supports it.
        this.archive = folder.resolve(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                                .newEncoder()
                                .canEncode("ü")
                        ? "Archiv für Köln.dump"
                        : "archive.dump");
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[1]);
        List<ForeignNames> all = ForeignNames.named(arguments[2]);
        for (int number = 0; number < all.size(); number++) {
            SignInToForeignNames one =
                    new SignInToForeignNames(all.get(number), Integer.parseInt(arguments[0]), folder);
            out.println(number + "\tJDBC\t" + result(one::jdbc));
            out.println(number + "\tpg_dump\t" + result(one::dump));
            out.println(number + "\tpg_restore\t" + result(one::restore));
            out.println(number + "\tpsql\t" + result(one::psql));
            out.println(number + "\tpg_amcheck\t" + result(one::amcheck));
            out.println(number + "\tpg_dumpall\t" + result(one::dumpall));
        }
    }

    private static String result(Callable<String> way) {
        try {
            return ServerTextSanitizer.line(way.call());
        } catch (Exception e) {
            return ServerTextSanitizer.line(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private String jdbc() throws Exception {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(to, SOON);
                var row = session.createStatement().executeQuery("select current_database(), session_user")) {
            row.next();
            return isHere(row.getString(1), row.getString(2));
        }
    }

    private String dump() throws Exception {
        Files.deleteIfExists(archive);
        try (RunningProgram program =
                new PgDump(TestConnections.programs(), to, TestConnections.options("none", false)).start()) {
            Files.copy(program.output(), archive);
            return end(program.await());
        }
    }

    private String restore() throws Exception {
        PgRestoreIntoDatabase.Options options =
                new PgRestoreIntoDatabase.Options(1, false, true, PgRestoreIntoDatabase.Section.ALL, Optional.empty());
        try (RunningProgram program =
                new PgRestoreIntoDatabase(TestConnections.programs(), archive, to, options).start(line -> {})) {
            program.output().transferTo(OutputStream.nullOutputStream());
            return end(program.await());
        }
    }

    private String psql() throws Exception {
        try (PsqlSession session = PsqlSession.open(TestConnections.programs(), to)) {
            String line = session.text("copy (select current_database() || session_user) to stdout");
            String wanted =
                    (names.database() + names.role()).replace("\\", "\\\\").replace("\n", "\\n");
            return line.equals(wanted + "\n") ? "ok" : "elsewhere: " + line;
        }
    }

    private String amcheck() throws Exception {
        try (RunningProgram program = new PgAmcheck(TestConnections.programs(), to, 2).start()) {
            program.output().transferTo(OutputStream.nullOutputStream());
            return end(program.await());
        }
    }

    private String dumpall() throws Exception {
        try (RunningProgram program =
                new PgDumpall(TestConnections.programs(), to, PgDumpall.RolePasswords.INCLUDED, SOON).start()) {
            program.output().transferTo(OutputStream.nullOutputStream());
            return end(program.await());
        }
    }

    private String isHere(String database, String role) {
        return database.equals(names.database()) && role.equals(names.role()) ? "ok" : "elsewhere: " + database;
    }

    private static String end(ProgramExitResult exitResult) {
        return exitResult.succeeded() ? "ok" : exitResult.complaint().text();
    }
}
