package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service with the catalog's password in a file. Flyway has already used the file before the first test starts. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "log_test"))
@QuarkusTestResource(value = RotatedPasswordResource.class, restrictToAnnotatedClass = true)
class CataloguePasswordProviderIT {

    private static final Duration SOON = Duration.ofMinutes(5);

    @Inject
    CatalogueDatabaseClient catalogue;

    @BeforeEach
    void the_file_is_right() {
        RotatedPasswordResource.inFile("first");
        RotatedPasswordResource.atServer("first");
        soon().until(this::answers);
    }

    @Test
    void a_rotated_password_is_taken_from_the_file_without_a_restart() {
        RotatedPasswordResource.inFile("second");
        RotatedPasswordResource.atServer("second");

        soon().until(this::answers);

        assertThat(catalogue.row("SELECT current_user AS role", row -> row.getString("role")))
                .contains(RotatedPasswordResource.ROLE);
    }

    @Test
    void a_file_that_is_late_is_waited_for() {
        RotatedPasswordResource.atServer("third");
        soon().until(this::waits, what -> what.contains("password authentication failed"));

        RotatedPasswordResource.inFile("third");

        soon().until(this::answers);
    }

    @Test
    void a_missing_file_is_waited_for_and_named() {
        RotatedPasswordResource.removeFile();
        RotatedPasswordResource.atServer("first");

        soon().until(this::waits, what -> what.contains("holdfast.catalogue.password-file"));
    }

    /** The pool's own threads also fail because of the missing file; only the exception of the caller matters. */
    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions().atMost(SOON);
    }

    private boolean answers() {
        return waits().isEmpty();
    }

    /** The error for a caller that waits for the catalog; empty if the catalog answers. */
    private String waits() {
        try {
            catalogue.row("SELECT 1", row -> row.getInt(1));
            return "";
        } catch (RuntimeException e) {
            assertThat(CatalogueSqlErrorClassifier.isCauseOf(e))
                    .as("a retry helps: %s", e)
                    .isTrue();
            return String.valueOf(e.getMessage());
        }
    }
}
