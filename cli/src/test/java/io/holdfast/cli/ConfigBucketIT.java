package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.LocalS3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config check} with a bucket. */
class ConfigBucketIT {

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static LocalS3Server storage;

    private final TypedCommand holdfast = new TypedCommand();

    @BeforeAll
    static void start() {
        storage = LocalS3Server.start(home.resolve("storage"));
        storage.createBucket("backups");
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @Test
    void a_bucket_that_lets_these_keys_in_is_right() throws IOException {
        assertThat(check("backups", storage.secretKey())).isZero();
        assertThat(holdfast.out()).contains("0 errors, 0 warnings");
    }

    @Test
    void wrong_keys_are_an_error_without_the_keys() throws IOException {
        assertThat(check("backups", "secret-of-nobody")).isEqualTo(10);
        assertThat(holdfast.out())
                .contains("holdfast.properties:4: error: holdfast.destinations.offsite: ", "hint:", "1 error")
                .doesNotContain("secret-of-nobody");
    }

    @Test
    void a_bucket_that_does_not_exist_is_an_error() throws IOException {
        assertThat(check("backup", storage.secretKey())).isEqualTo(10);
        assertThat(holdfast.out())
                .contains("holdfast.properties:4: error: holdfast.destinations.offsite: ", "bucket", "1 error");
    }

    private int check(String bucket, String secret) throws IOException {
        Path file = folder.resolve("holdfast.properties");
        Files.writeString(file, """
                holdfast.catalogue-backup.username=holdfast_backup
                holdfast.databases.holdfast.schedules.full=daily 01:00
                holdfast.destinations.offsite.endpoint=%s
                holdfast.destinations.offsite.bucket=%s
                holdfast.destinations.offsite.path-style=true
                holdfast.destinations.offsite.access-key=%s
                holdfast.destinations.offsite.secret-key=%s
                """.formatted(storage.endpoint(), bucket, storage.accessKey(), secret));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return holdfast.run("config", "check", file.toString());
    }
}
