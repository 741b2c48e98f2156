package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.codec.Json;
import io.holdfast.events.signing.AuthorizedPublishers;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Starts an installation of version 0.2 with the current services. The state of 0.2 is derived from a current
 * installation: no keys, events without a known signature, no topic for requests of services, and a catalog without
 * later migrations.
 */
@Tag("long")
class UpgradeIT {

    private static final Duration LONG = Duration.ofMinutes(8);
    private static final String APP = "app";

    @Test
    void unsigned_history_is_accepted_and_later_unsigned_events_are_not() throws Exception {
        try (Installation installation = Installation.start(plan -> plan, APP)) {
            BackupId old = installation.request(APP);
            installation.log().await(old, BackupVerified.class, LONG);
            LocalStack.SERVICES.forEach(
                    name -> installation.stack().service(name).ifPresent(ServiceProcess::terminate));
            publishUnsigned(installation, held(old, "of version 0.2"));
            leaveWhatVersion02Left(installation);

            installation.heal();

            assertThat(installation.holdfast("list").ok()).contains(APP);
            awaitHold(installation, old, "of version 0.2");
            BackupId fresh = installation.request(APP);
            installation.log().await(fresh, BackupVerified.class, LONG);
            assertThat(installation.log().about(old, BackupVerified.class)).hasSize(1);

            installation.publish(UUID.randomUUID().toString(), held(fresh, "by retention-service"));
            publishUnsigned(installation, held(fresh, "forged"));
            installation.publish(UUID.randomUUID().toString(), held(old, "the last one"));

            awaitHold(installation, old, "the last one");
            assertThat(page(installation, fresh).at("/held/reason").asText()).isEqualTo("by retention-service");
        }
    }

    private static void awaitHold(Installation installation, BackupId backup, String reason) {
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                page(installation, backup).at("/held/reason").asText())
                        .isEqualTo(reason));
    }

    private static JsonNode page(Installation installation, BackupId backup) throws IOException, InterruptedException {
        URI page = installation.service("retention-service").url().resolve("/backups/" + backup);
        return Json.mapper()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static BackupHeld held(BackupId backup, String reason) {
        return new BackupHeld(backup, new DatabaseId(APP), "ann", reason);
    }

    private static void publishUnsigned(Installation installation, BackupHeld held) {
        installation
                .log()
                .publish(Envelope.of(
                        AuthorizedPublishers.sourceOf(AuthorizedPublishers.RETENTION),
                        UUID.randomUUID().toString(),
                        Instant.now(),
                        held));
    }

    private static void leaveWhatVersion02Left(Installation installation)
            throws IOException, ExecutionException, InterruptedException {
        delete(installation.stack().home().resolve("keys"));
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", installation.kafka().bootstrap()))) {
            admin.deleteTopics(List.of("service-requests", "service-requests-dead-letter"))
                    .all()
                    .get();
        }
        PostgresServer catalogue = installation.catalogue();
        undo(catalogue, "dump", "'0102'", "alter table backup drop column of_service", "drop table paused_source");
        undo(catalogue, "scheduler", "'0102'", "alter table request_heard drop column ended_at");
        undo(catalogue, "verify", "'0110'", "alter table copy drop column companions");
        undo(catalogue, "restore", "'0102', '0110'", "alter table copy drop column companions");
        undo(catalogue, "notify", "''");
        // This schema is lost, so that the service must accept unsigned events from before signing.
        catalogue.execute(LocalStack.CATALOGUE, "drop schema retention cascade");
    }

    /** @param versions of the later migrations, each in quotes */
    private static void undo(PostgresServer catalogue, String schema, String versions, String... statements) {
        catalogue.execute(
                LocalStack.CATALOGUE,
                Stream.of(
                                Stream.of("set search_path = " + schema),
                                Stream.of(statements),
                                Stream.of(
                                        "delete from inbox a using inbox b where a.source = b.source and a.id = b.id"
                                                + " and a.topic > b.topic",
                                        "alter table inbox drop constraint inbox_pkey",
                                        "alter table inbox drop column topic",
                                        "alter table inbox add primary key (source, id)",
                                        "delete from flyway_schema_history where version in (" + versions
                                                + ") or description = 'inbox by topic'"))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
