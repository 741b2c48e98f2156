package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.CapturedLog;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drills realistic databases and checks the verdict of each: it can be restored, it cannot, or this server lacks something. */
@QuarkusTest
@TestProfile(DrillProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@WithTestResource(ScratchServerResource.class)
class DatabaseCasesIT extends DrillingService {

    private static final CaseTable TABLE = new CaseTable();
    private static final CapturedLog LOG = CapturedLog.ofThisService();

    static Stream<String> cases() {
        return DatabaseCase.names();
    }

    @AfterAll
    static void write_the_table() {
        TABLE.write();
        LOG.close();
        assertThat(LOG.isEmpty()).as("nothing was written to the log").isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_drill_says_what_is_true_of_it_and_leaves_nothing(String name) throws Exception {
        DatabaseCase one = DatabaseCase.named(name);
        PostgresServer server =
                one.isOnScratchServer() ? ScratchServerResource.server() : TestInfrastructure.postgres();
        assumeThat(server.majorVersion())
                .as("the version on which %s can be created", name)
                .isLessThanOrEqualTo(one.until());
        BackupCompleted completed = one.backedUp(server, TestInfrastructure.backups(), DAY_1);
        long began = System.nanoTime();

        ObservedDrill seen = ObservedDrill.of(drilled(completed));

        List<String> deviations = seen.deviations(one.expected());
        one.expected().absent().stream()
                .filter(LOG::says)
                .forEach(secret -> deviations.add("the log says '" + secret + "'"));
        TABLE.add(one, seen, deviations, Duration.ofNanos(System.nanoTime() - began));
        assertThat(deviations).as(seen.event()).isEmpty();
        assertThat(leftOn(ScratchServerResource.server(), seen.drill())).isEmpty();
    }
}
