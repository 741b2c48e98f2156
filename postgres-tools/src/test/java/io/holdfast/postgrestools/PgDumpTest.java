package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PgDumpTest {

    private static final ClientPrograms PROGRAMS = new ClientPrograms(Path.of("/pg/17/bin"), new PgVersion(17, 1));
    private static final DatabaseConnection HOSTILE =
            DatabaseConnection.to("host-x", 1, "--user-x", "-d host=evil-x").withPassword(Secret.of("secret-x"));

    @Test
    void arguments_are_fixed_words_and_numbers() {
        PgDump.Options options =
                new PgDump.Options(true, ArchiveCompression.parse("zstd:1"), Duration.ofSeconds(90), 10);

        assertThat(new PgDump(PROGRAMS, HOSTILE, options).command())
                .containsExactly(
                        "nice",
                        "-n",
                        "10",
                        "/pg/17/bin/pg_dump",
                        "--format=custom",
                        "--create",
                        "--no-password",
                        "--lock-wait-timeout=90000",
                        "--compress=zstd:1",
                        "--schema-only");
    }

    @Test
    void roles_are_dumped_with_or_without_their_passwords() {
        PgDumpall with = new PgDumpall(PROGRAMS, HOSTILE, PgDumpall.RolePasswords.INCLUDED, Duration.ofSeconds(1));
        PgDumpall without = new PgDumpall(PROGRAMS, HOSTILE, PgDumpall.RolePasswords.LEFT_OUT, Duration.ofSeconds(1));

        assertThat(with.command())
                .containsExactly(
                        "/pg/17/bin/pg_dumpall",
                        "--globals-only",
                        "--no-password",
                        "--lock-wait-timeout=1000",
                        "--database=service=holdfast");
        assertThat(without.command()).contains("--no-role-passwords");
    }
}
