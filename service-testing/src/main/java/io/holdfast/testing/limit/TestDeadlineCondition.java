package io.holdfast.testing.limit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips the integration tests that would start after the deadline of the run, so that a run with a time limit ends with
 * a report even on a slow machine. The report counts the skipped tests.
 *
 * <p>The variable {@code TEST_DEADLINE} is the deadline in seconds since 1970; without it, all tests run. Maven's
 * profile {@code deadline} adds this class to the integration tests of every module.
 */
public final class TestDeadlineCondition implements ExecutionCondition {

    static final String DEADLINE = "TEST_DEADLINE";

    private final Map<String, String> environment;
    private final Clock clock;

    /** Reads the environment of this process; JUnit calls it. */
    public TestDeadlineCondition() {
        this(System.getenv(), Clock.systemUTC());
    }

    TestDeadlineCondition(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return evaluate();
    }

    /** Allows a class or a method to run before the deadline. */
    ConditionEvaluationResult evaluate() {
        String deadline = environment.getOrDefault(DEADLINE, "");
        return deadline.isEmpty() || clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(deadline)))
                ? ConditionEvaluationResult.enabled("before the deadline")
                : ConditionEvaluationResult.disabled("the time limit of this run was reached (HOLDFAST_TEST_MINUTES)");
    }
}
