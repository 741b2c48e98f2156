package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and passwords with any bytes reach JDBC and PostgreSQL's programs, in every locale of the JVM. */
@Timeout(900)
class ForeignNamesIT {

    private static final List<String> WAYS =
            List.of("JDBC", "pg_dump", "pg_restore", "psql", "pg_amcheck", "pg_dumpall");

    private static final Set<List<ForeignNames>> CREATED = new HashSet<>();

    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void a_server_with_a_template() {
        server = PostgresServer.start(folder.resolve("postgres"));
        server.createDatabase(ForeignNames.TEMPLATE);
        server.execute(ForeignNames.TEMPLATE, "create table item as select 1 as id");
    }

    @AfterAll
    static void it_ends() {
        server.destroy();
    }

    @Test
    void every_way_signs_in_though_the_locale_is_ascii() throws Exception {
        List<String> results = resultsOfJvm("C", "few");

        assertThat(results).containsExactlyElementsOf(ok(ForeignNames.FEW.size()));
    }

    @Tag("long")
    @Test
    void every_way_signs_in_in_utf_8() throws Exception {
        List<String> results = resultsOfJvm("C.UTF-8", "few");

        assertThat(results).containsExactlyElementsOf(ok(ForeignNames.FEW.size()));
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"C.UTF-8", "C"})
    void each_peculiarity_of_names_and_passwords_is_signed_in_with(String locale) throws Exception {
        List<String> results = resultsOfJvm(locale, "many");

        assertThat(results).containsExactlyElementsOf(ok(ForeignNames.MANY.size()));
    }

    @Test
    void text_that_the_locale_cannot_represent_is_refused() throws Exception {
        List<String> results = resultsOfJvm("C", "outside of ascii");

        assertThat(results)
                .hasSize(WAYS.size())
                .allMatch(line -> line.endsWith("JDBC\tok")
                        || line.contains(
                                "the variable PGUSER contains characters that the locale of this JVM (US-ASCII)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL_ASCII", "LATIN1", "WIN1251"})
    void a_database_in_another_encoding_is_signed_in_to_by_its_name(String encoding) throws Exception {
        String name = "größe ж " + encoding;
        server.execute(
                "postgres",
                "create database \"" + name + "\" template template0 encoding '" + encoding + "' locale 'C'");

        assertThat(sqlState(name)).isEqualTo("00000");
        assertThat(dumped(name)).matches(ProgramExitResult::succeeded, "succeeded");
    }

    @Test
    void a_name_that_was_made_in_another_encoding_is_one_that_the_server_does_not_have() throws Exception {
        server.execute("postgres", "create database western template template0 encoding 'LATIN1' locale 'C'");
        server.execute("western", "create database \"größe\" template " + ForeignNames.TEMPLATE);

        assertThat(sqlState("größe")).isEqualTo("3D000");
        assertThat(dumped("größe").succeeded()).isFalse();
    }

    private static String sqlState(String database) {
        try (java.sql.Connection session =
                JdbcConnectionFactory.readOnly(TestConnections.connection(server, database), Duration.ofSeconds(20))) {
            return session.isClosed() ? "08003" : "00000";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static ProgramExitResult dumped(String database) throws Exception {
        try (RunningProgram dump = new PgDump(
                        TestConnections.programs(),
                        TestConnections.connection(server, database),
                        TestConnections.options("none", false))
                .start()) {
            dump.output().transferTo(OutputStream.nullOutputStream());
            return dump.await();
        }
    }

    private static List<String> ok(int names) {
        return IntStream.range(0, names)
                .boxed()
                .flatMap(number -> WAYS.stream().map(way -> number + "\t" + way + "\tok"))
                .toList();
    }

    private static void createRolesAndDatabases(List<ForeignNames> list) {
        if (CREATED.add(list)) {
            list.forEach(names -> server.execute("postgres", names.createRole(), names.createDatabase()));
        }
    }

    private static List<String> resultsOfJvm(String locale, String list) throws Exception {
        createRolesAndDatabases(ForeignNames.named(list));
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SignInToForeignNames.class.getName(),
                        Integer.toString(server.port()),
                        Files.createTempDirectory(folder, "archives").toString(),
                        list)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("LC_ALL", locale);
        Process jvm = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = jvm.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        }
        assertThat(jvm.waitFor()).isZero();
        return lines;
    }
}
