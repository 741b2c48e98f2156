package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledClientProgramsTest {

    @TempDir
    Path folder;

    @Test
    void the_servers_own_major_version_is_preferred() {
        ClientProgramChoice clientProgramChoice =
                installed("14.2", "15.18", "17.1").forServer(150003);

        assertThat(clientProgramChoice).isEqualTo(new ClientProgramChoice.Chosen(programs("15.18")));
    }

    @Test
    void without_it_the_next_newer_is_taken() {
        ClientProgramChoice clientProgramChoice =
                installed("18.0", "14.2", "17.1").forServer(150003);

        assertThat(clientProgramChoice).isEqualTo(new ClientProgramChoice.Chosen(programs("17.1")));
    }

    @Test
    void of_one_major_version_the_latest_patch_is_taken() {
        ClientProgramChoice clientProgramChoice =
                installed("15.2", "15.18", "15.9").forServer(150003);

        assertThat(clientProgramChoice).isEqualTo(new ClientProgramChoice.Chosen(programs("15.18")));
    }

    @Test
    void a_newer_patch_on_the_server_is_no_reason_to_refuse() {
        ClientProgramChoice clientProgramChoice = installed("15.2").forServer(150018);

        assertThat(clientProgramChoice).isEqualTo(new ClientProgramChoice.Chosen(programs("15.2")));
    }

    @Test
    void programs_older_than_the_server_are_never_taken() {
        ClientProgramChoice clientProgramChoice = installed("14.2", "15.18").forServer(170011);

        assertThat(clientProgramChoice)
                .isInstanceOfSatisfying(
                        ClientProgramChoice.NoneNewEnough.class,
                        none -> assertThat(none)
                                .extracting(
                                        ClientProgramChoice.NoneNewEnough::needed,
                                        ClientProgramChoice.NoneNewEnough::message)
                                .containsExactly(
                                        17,
                                        "The server is PostgreSQL 17.11, but the newest installed client programs are 15.18."));
    }

    @Test
    void the_hint_says_what_to_install() {
        ClientProgramChoice clientProgramChoice = installed().forServer(170011);

        assertThat(clientProgramChoice)
                .isInstanceOfSatisfying(
                        ClientProgramChoice.NoneNewEnough.class,
                        none -> assertThat(none.hint()).startsWith("Install postgresql-client-17"));
    }

    @Test
    void an_archive_is_read_by_programs_as_new_as_its_writer() {
        ClientProgramChoice clientProgramChoice = installed("15.18", "17.1").forArchive(new PgVersion(16, 4));

        assertThat(clientProgramChoice).isEqualTo(new ClientProgramChoice.Chosen(programs("17.1")));
    }

    @Test
    void extra_folders_hold_versions_below_or_the_programs_themselves() throws IOException {
        fakes(folder.resolve("versions/98/bin"), "pg_dump (PostgreSQL) 98.1");
        fakes(folder.resolve("plain"), "pg_dump (PostgreSQL) 99.2");

        InstalledClientPrograms found =
                InstalledClientPrograms.find(List.of(folder.resolve("versions"), folder.resolve("plain")));

        assertThat(found.all())
                .contains(
                        new ClientPrograms(folder.resolve("versions/98/bin"), new PgVersion(98, 1)),
                        new ClientPrograms(folder.resolve("plain"), new PgVersion(99, 2)));
    }

    @Test
    void a_folder_without_all_programs_or_with_another_pg_dump_is_passed_over() throws IOException {
        fakes(folder.resolve("other"), "something else 1.0");
        fakes(folder.resolve("half"), "pg_dump (PostgreSQL) 15.1");
        Files.delete(folder.resolve("half/pg_restore"));

        InstalledClientPrograms found =
                InstalledClientPrograms.in(List.of(folder.resolve("other"), folder.resolve("half"), folder));

        assertThat(found.all()).isEmpty();
    }

    private static InstalledClientPrograms installed(String... versions) {
        return new InstalledClientPrograms(Arrays.stream(versions)
                .map(InstalledClientProgramsTest::programs)
                .toList());
    }

    private static ClientPrograms programs(String version) {
        return new ClientPrograms(
                Path.of("/pg", version), PgVersion.parse(version).orElseThrow());
    }

    private static void fakes(Path bin, String printed) throws IOException {
        Files.createDirectories(bin);
        for (String name : List.of("pg_dump", "pg_dumpall", "pg_restore", "psql")) {
            Files.writeString(bin.resolve(name), "#!/bin/sh\necho '" + printed + "'\n");
            Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
