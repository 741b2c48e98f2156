package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.SourceCheckoutLocator;
import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.Manifest;
import io.holdfast.store.SampleArtifacts;
import io.holdfast.store.SealArtifactResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the commands of {@code docs/everything-is-gone.md} as documented; only its first block, the settings, is replaced. */
@NeedsProgram({"curl", "jq", "age"})
class EverythingIsGoneIT {

    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final PostgresServer POSTGRES = TestInfrastructure.postgres();

    @TempDir
    Path folder;

    private final String name = S3TestStorage.newBucket();
    private S3Bucket bucket = S3TestStorage.bucket(name);

    @Test
    void a_plain_backup_is_restored_with_the_commands_of_the_page() throws Exception {
        seal("plain", false, "1980-01-01T00:00:00Z", new byte[1]);
        seal("plain", false, "2026-05-18T02:00:00Z", dump("plain"));
        unsealed("plain", "2030-01-01T00:00:00Z");

        run("plain", "/" + name, "backups/");

        assertThat(rows("plain_restored")).isEqualTo("1000");
    }

    @Test
    void an_encrypted_backup_is_restored_with_the_commands_of_the_page() throws Exception {
        String recipient = AgeEncryptionFixture.generate(folder.resolve("key.txt"));
        seal("secret", true, "2026-05-18T02:00:00Z", AgeEncryptionFixture.encrypt(dump("secret"), recipient));

        run("secret", "/" + name, "backups/");

        assertThat(rows("secret_restored")).isEqualTo("1000");
    }

    /** A valid prefix of a destination; the folder beside it starts with the same letters. */
    @ParameterizedTest
    @CsvSource({"slashless, /, backups", "equal, '', env=prod/"})
    void settings_are_taken_as_they_stand_in_a_destination(String database, String end, String prefix)
            throws Exception {
        bucket(prefix.isEmpty() ? "backups-old/" : prefix.replaceFirst("/?$", "-old/"));
        seal(database, false, "2029-05-18T02:00:00Z", new byte[1]);
        bucket(prefix.isEmpty() ? "" : prefix.replaceFirst("/?$", "/"));
        seal(database, false, "2026-05-18T02:00:00Z", dump(database));

        run(database, "/" + name + end, prefix);

        assertThat(rows(database + "_restored")).isEqualTo("1000");
    }

    private void bucket(String prefix) {
        bucket.close();
        bucket = new S3Bucket(
                new S3BucketSettings(
                        "offsite",
                        new FailureDomain("object-storage", true),
                        name,
                        prefix,
                        Optional.empty(),
                        Optional.empty()),
                S3TestStorage.settings(S3TestStorage.SERVER.endpoint()));
    }

    private void run(String database, String path, String prefix) throws IOException, InterruptedException {
        String settings = """
            BUCKET_URL=%s%s
            PREFIX=%s
            REGION=us-east-1
            DATABASE=%s
            IDENTITY=key.txt
            """.formatted(S3TestStorage.SERVER.endpoint(), path, prefix, database);
        Path credentials = folder.resolve("s3.conf");
        Files.createFile(
                credentials, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                credentials,
                "user = \"" + S3TestStorage.SERVER.accessKey() + ":" + S3TestStorage.SERVER.secretKey() + "\"\n");
        String page = Files.readString(SourceCheckoutLocator.find().root().resolve("docs/everything-is-gone.md"));
        String commands = BLOCK.matcher(page)
                .results()
                .skip(1)
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"));

        String said = shell("set -eu\n" + settings + commands, postgres());

        assertThat(said).contains("it decodes").contains(": OK");
    }

    private byte[] dump(String database) throws IOException, InterruptedException {
        POSTGRES.createDatabase(database);
        shell(
                "psql -q -d " + database
                        + " -c 'create table t as select i, md5(i::text) from generate_series(1, 1000) i'"
                        + " && pg_dump -Fc -f dumped " + database,
                postgres());
        byte[] dump = Files.readAllBytes(folder.resolve("dumped"));
        Files.delete(folder.resolve("dumped"));
        return dump;
    }

    private String rows(String database) throws IOException, InterruptedException {
        return shell("psql -At -d " + database + " -c 'select count(*) from t'", postgres())
                .strip();
    }

    private void seal(String database, boolean isEncrypted, String at, byte[] bytes) throws IOException {
        try (ArtifactWriter writer = begun(database, isEncrypted, at)) {
            writer.stream().write(bytes);
            FlushArtifactResult flushResult = writer.finish();
            assertThat(flushResult).isInstanceOf(FlushArtifactResult.Durable.class);
            FlushArtifactResult.Durable durable = (FlushArtifactResult.Durable) flushResult;
            Manifest.Artifact artifact = new Manifest.Artifact(
                    writer.name().toString(), durable.bytes(), durable.sha256(), "pg_dump custom", "gzip:1");
            assertThat(writer.seal(List.of(manifest(database, artifact).asCompanion())))
                    .isInstanceOf(SealArtifactResult.Sealed.class);
        }
    }

    /** The state left by a writer that dies before its manifest; it is newer than all complete backups. */
    private void unsealed(String database, String at) throws IOException {
        S3ArtifactWriter writing = (S3ArtifactWriter) begun(database, false, at);
        writing.stream().write(1);
        writing.finish();
        writing.complete();
    }

    private ArtifactWriter begun(String database, boolean isEncrypted, String at) {
        ArtifactName artifact =
                new ArtifactName(new DatabaseId(database), BackupKind.FULL, Instant.parse(at), isEncrypted);
        return ((BeginWriteResult.Begun) bucket.begin(artifact)).writing();
    }

    private static Manifest manifest(String database, Manifest.Artifact artifact) {
        Manifest sample = SampleArtifacts.manifest();
        return new Manifest(
                sample.version(),
                sample.backup(),
                sample.attempt(),
                new DatabaseId(database),
                database,
                sample.kind(),
                sample.label(),
                sample.slot(),
                sample.startedAt(),
                sample.finishedAt(),
                artifact,
                new Manifest.Server("15.18", 150018, "UTF8", "C", "C", "UTC", false),
                "15.18",
                List.of(),
                List.of(),
                null,
                null,
                List.of("see the page"));
    }

    private static Map<String, String> postgres() {
        return Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", String.valueOf(POSTGRES.port()),
                "PGUSER", POSTGRES.superuser(),
                "PGPASSWORD", POSTGRES.password());
    }

    /** Its output on both channels; it must end with 0. */
    private String shell(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path said = folder.resolve(".said");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        String programs = POSTGRES.program("psql").resolveSibling("").toString();
        builder.environment().merge("PATH", programs, (path, added) -> added + ":" + path);
        Process process = builder.start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(said);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }
}
