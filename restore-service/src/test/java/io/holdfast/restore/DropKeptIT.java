package io.holdfast.restore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.restore.postgres.UndroppedDatabaseRepository;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A database that a swap kept is dropped on request, whatever blocks the drop, or the response has the reason. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class DropKeptIT extends RunningService {

    @Inject
    UndroppedDatabaseRepository undropped;

    @Test
    void a_kept_subscriber_is_dropped() {
        TestSourceDatabase source = source("subscribed");
        var completed = backedUp(source);
        source.execute("create subscription from_head_office connection 'host=127.0.0.1 port=1 dbname=nowhere user=repl"
                + " password=topsecret' publication head_office"
                + " with (connect = false, slot_name = 'from_head_office', enabled = false)");
        UUID restore = restoring.approve(restoring.plan(completed, "swap"));
        String kept = requireNonNull(
                log.await(RestoreCompleted.class, RestoreFixture.of(restore)).keptAs());

        log.publish(new DropKeptRequested("subscribed", restore, "ann", "done"));

        log.await(KeptDropped.class, RestoreFixture.of(restore));
        assertThat(restoring.exists(kept)).isFalse();
    }

    @Test
    void one_that_the_server_does_not_drop_is_named_and_dropped_at_the_next_request() throws Exception {
        UUID restore = restoring.approve(restoring.plan(backedUp(source("contested")), "swap"));
        String kept = requireNonNull(
                log.await(RestoreCompleted.class, RestoreFixture.of(restore)).keptAs());
        try (Connection holder = TestInfrastructure.postgres().connect("postgres")) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("alter database " + kept + " connection limit 7");

            String request = log.publish(new DropKeptRequested("contested", restore, "ann", "done"));

            RequestRejected rejected =
                    log.await(RequestRejected.class, one -> one.request().id().equals(request));
            assertThat(rejected.message()).contains(kept).contains("could not be dropped");
            assertThat(text("/doctor")).contains(kept);
            await().atMost(TestEventLogClient.PATIENCE)
                    .untilAsserted(() -> assertThat(text("/q/metrics"))
                            .contains("holdfast_restore_undropped{database=\"contested\",name=\"" + kept + "\"}"));
            holder.rollback();
        }

        log.publish(new DropKeptRequested("contested", restore, "ann", "done"));

        log.await(KeptDropped.class, RestoreFixture.of(restore));
        assertThat(restoring.exists(kept)).isFalse();
        assertThat(undropped.all()).noneMatch(left -> left.name().equals(kept));
    }

    private static String text(String path) throws IOException, InterruptedException {
        URI service = ConfigProvider.getConfig().getValue("test.url", URI.class);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
