package io.holdfast.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Common parts of tests with the running service. */
abstract class RunningService {

    static final Instant DAY_1 = Instant.parse("2026-05-18T02:00:00Z");
    static final Instant DAY_2 = DAY_1.plus(Duration.ofDays(1));
    static final Instant DAY_3 = DAY_1.plus(Duration.ofDays(2));
    static final String SECRET_ROW = "rows-never-leave-this-place";

    TestEventLogClient log;
    Path marker;

    @BeforeEach
    void open_the_log_and_the_destination() {
        log = new TestEventLogClient(TestInfrastructure.kafka().bootstrap());
        new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER).initialise();
        marker = TestInfrastructure.backups().resolve(".holdfast-destination");
    }

    @AfterEach
    void close_the_log() {
        log.close();
    }

    TestSourceDatabase source(String database) {
        return new TestSourceDatabase(TestInfrastructure.postgres(), database, TestInfrastructure.backups())
                .execute(
                        "create table if not exists messages(id bigint, body text)",
                        "insert into messages select n, '" + SECRET_ROW
                                + "' || md5(n::text) from generate_series(1, 5000) n"
                                + " where not exists (select 1 from messages)");
    }

    void verified(BackupCompleted completed) {
        log.publish(completed);
        log.await(BackupVerified.class, about(completed.backup()));
    }

    static <E extends VerificationEvent> Predicate<E> about(BackupId backup) {
        return event -> event.backup().equals(backup);
    }

    static long number(String sql, BackupId backup) throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE);
                PreparedStatement select = catalogue.prepareStatement(sql)) {
            select.setObject(1, backup.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(text(path));
    }

    String text(String path) throws IOException, InterruptedException {
        URI service = ConfigProvider.getConfig().getValue("test.url", URI.class);
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
