package io.holdfast.e2e.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.e2e.Shell;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.Topic;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.ProcessLifetime;
import io.holdfast.localstack.ServiceProcess;
import io.holdfast.localstack.TlsCertificateFiles;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A complete Holdfast on a broker that requires TLS and authentication. Each service uses its user from
 * {@code deploy/kubernetes/kafka/users.yaml}: verify-service with a certificate, the others with a password.
 */
@ResourceLock(SecuredInstallation.LOCK)
class SecuredInstallationIT {

    private static final String APP = "app";
    private static final Duration LONG = Duration.ofMinutes(8);

    @TempDir
    static Path home;

    private static SecuredInstallation kafka;
    private static Installation installation;

    /** Other tests may have tried forbidden operations. */
    private static int refusedBefore;

    @BeforeAll
    static void start() throws IOException {
        kafka = SecuredInstallation.shared();
        refusedBefore = kafka.refusals().size();
        installation = Installation.on(kafka.administrator(), SecuredInstallationIT::guarded, APP);
        installation.source().execute(APP, "create table t (id int)", "insert into t select generate_series(1, 1000)");
    }

    /** During all tests, no service has tried an operation that it may not use. */
    @AfterAll
    static void no_service_was_refused_anything() throws IOException {
        List<String> refusals = kafka.refusals().stream().skip(refusedBefore).toList();
        installation.close();
        assertThat(refusals)
                .anyMatch(line -> line.contains("User:requester"))
                .filteredOn(line -> line.contains("User:holdfast-") || line.contains("User:CN=holdfast-"))
                .isEmpty();
    }

    private static LocalStackPlan guarded(LocalStackPlan plan) {
        plan.onKafka(kafka.broker().bootstrap());
        for (String service : LocalStack.SERVICES) {
            settings(service).forEach((name, value) -> plan.with(service, name, value));
        }
        return plan;
    }

    private static Map<String, String> settings(String service) {
        String user = "holdfast-" + service.replace("-service", "");
        Map<String, String> settings = new HashMap<>();
        (service.equals("verify-service") ? kafka.withCertificate(user) : kafka.withPassword(user))
                .forEach((name, value) -> settings.put("kafka." + name, value));
        settings.put("holdfast.log.create-topics", "false");
        return settings;
    }

    /** With a certificate, because librdkafka before 2.6.1 does not support SCRAM with Kafka 4. */
    @Test
    @NeedsProgram("kcat")
    void an_external_system_requests_with_kcat_and_reads_that_its_backup_is_verified() throws IOException {
        TlsCertificateFiles key = kafka.broker().certificateFor("requester");
        Path settings = Files.writeString(home.resolve("kcat.conf"), """
            bootstrap.servers=%s
            security.protocol=SSL
            ssl.ca.location=%s
            ssl.keystore.location=%s
            ssl.keystore.password=%s
            """.formatted(
                        kafka.broker().mutualBootstrap(), kafka.broker().authority(), key.store(), key.password()));

        kcat(settings, "echo '{\"database\":\"app\",\"label\":\"foreign\"}' | kcat -F %s -P -t backup-requests -k app")
                .ok();

        BackupAccepted accepted =
                installation.log().await(BackupAccepted.class, event -> "foreign".equals(event.label()));
        installation.log().await(accepted.backup(), BackupVerified.class, LONG);
        assertThat(kcat(settings, "kcat -F %s -m 30 -C -t backup-events -o beginning -e -q")
                        .ok())
                .contains("holdfast.backup.verified.v1")
                .contains(accepted.backup().toString());
        assertThat(kcat(settings, "echo '{}' | kcat -F %s -P -t operator-requests -k app 2>&1")
                        .out())
                .contains("Topic authorization failed");
    }

    private static Shell.Result kcat(Path settings, String line) {
        return Shell.run(home, Map.of(), line.formatted(settings));
    }

    @Test
    void a_requester_follows_a_backup_with_the_command_line_and_decides_nothing() throws IOException {
        Map<String, String> requester =
                Map.of("HOLDFAST_KAFKA_PROPERTIES", kafka.file("requester").toString());

        Shell.Result made = installation.holdfast(requester, "backup", "--database", APP, "--wait", "verified");
        Shell.Result held = installation.holdfast(requester, "hold", "latest", "--reason", "mine");

        assertThat(made.ok()).contains("verified");
        assertThat(held.exitCode()).as(held.out()).isEqualTo(10);
        assertThat(held.out()).contains("denied access", "operator-requests", "hint:");
    }

    @Test
    void an_operator_uses_the_command_line_without_restrictions() throws IOException {
        Map<String, String> operator = Map.of(
                "HOLDFAST_KAFKA_PROPERTIES", kafka.file("holdfast-operator").toString());

        Shell.Result made = installation.holdfast(
                operator, "backup", "--database", APP, "--label", "by hand", "--wait", "verified");
        Shell.Result held = installation.holdfast(operator, "hold", "latest", "--reason", "audit");
        Shell.Result planned = installation.holdfast(operator, "restore", "latest", "--to", "app_again", "--plan");
        Shell.Result evidence = installation.holdfast(
                operator, "evidence", "--out", home.resolve("evidence").toString());

        assertThat(made.ok()).contains("verified");
        assertThat(held.ok()).contains("held");
        installation.log().await(BackupHeld.class, event -> "audit".equals(event.reason()));
        assertThat(planned.exitCode()).as(planned.out()).isZero();
        assertThat(evidence.ok()).contains("evidence");
    }

    @Test
    void without_settings_the_command_line_reports_what_is_missing() {
        Shell.Result stranger =
                installation.holdfast(Map.of("HOLDFAST_KAFKA", kafka.broker().bootstrap()), "events");

        assertThat(stranger.exitCode()).as(stranger.out()).isEqualTo(10);
        assertThat(stranger.out()).contains("requires TLS", "--kafka-properties");
    }

    @Test
    void an_unreadable_record_is_stored_by_the_service_that_owns_the_topics_dead_letters() {
        String request = write(Topic.BACKUP_REQUESTS);
        String operator = write(Topic.OPERATOR_REQUESTS);

        assertThat(installation.log().deadLetter(request)).contains("not JSON");
        assertThat(installation.log().deadLetter(operator)).contains("not JSON");
    }

    private static String write(Topic topic) {
        return installation.log().write(topic.topicName(), APP, "not JSON".getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void a_service_with_a_wrong_password_reports_it_and_recovers_when_the_file_is_correct() throws Exception {
        String right = kafka.password("holdfast-scheduler");
        Path file = Files.writeString(home.resolve("renewed-password"), "wrong");
        Map<String, String> settings = installation.settingsOf("scheduler-service");
        settings.computeIfPresent(
                "kafka.sasl.jaas.config",
                (name, value) ->
                        value.replace(kafka.passwordFile("holdfast-scheduler").toString(), file.toString()));
        try (ServiceProcess replica = ServiceProcess.launch(
                "scheduler-service", home.resolve("replica"), settings, List.of(), ProcessLifetime.BOUND)) {
            await().atMost(LONG)
                    .ignoreExceptionsInstanceOf(ConnectException.class)
                    .untilAsserted(() -> assertThat(get(replica, "/doctor"))
                            .contains("refused the credentials", "kafka.sasl.jaas.config", "password"));
            assertThat(get(replica, "/q/health/ready")).contains("DOWN", "refused the credentials");

            Files.writeString(file, right);

            await().atMost(LONG).until(replica::isReady);
        }
    }

    @Test
    void a_service_without_tls_exits_and_reports_what_is_missing() throws Exception {
        Map<String, String> settings = installation.settingsOf("scheduler-service");
        settings.keySet().removeIf(name -> name.startsWith("kafka."));
        settings.put("kafka.bootstrap.servers", kafka.broker().bootstrap());
        try (ServiceProcess replica = ServiceProcess.launch(
                "scheduler-service", home.resolve("plain"), settings, List.of(), ProcessLifetime.BOUND)) {
            await().atMost(LONG).until(() -> !replica.isAlive());

            assertThat(replica.log()).content().contains("requires TLS. Hint: set kafka.security.protocol");
        }
    }

    private static String get(ServiceProcess service, String path) throws IOException, InterruptedException {
        URI page = service.url().resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
