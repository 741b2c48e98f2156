package io.holdfast.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that every rule can fail. */
class ModuleRulesTest {

    private static final String OFFENDING = "io.holdfast.e2e.architecture.offending";
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(OFFENDING);

    private static final class Rules extends ServiceRules {
        Rules() {
            super(OFFENDERS, OFFENDERS, OFFENDING + ".domain");
        }
    }

    static Stream<Arguments> rules() {
        Rules rules = new Rules();
        return Stream.of(
                rule(rules::names_say_what_a_class_is, "SlotHelper"),
                rule(rules::dependencies_are_injected_by_the_constructor, "SlotHelper.injected"),
                rule(rules::tests_wait_for_conditions_and_never_sleep, "SlotHelper.sleeps()"),
                rule(rules::tests_wait_for_conditions_and_never_sleep, "SlotHelper.sleepsInAnotherWay()"),
                rule(rules::the_domain_depends_only_on_the_jdk_and_the_contract, "domain.Wiring"),
                rule(rules::time_comes_from_an_injected_clock, "SlotHelper.readsSystemClock"),
                rule(rules::time_comes_from_an_injected_clock, "SlotHelper.readsSystemClockInAnotherWay"),
                rule(rules::time_comes_from_an_injected_clock, "SlotHelper.passesReferenceToSystemClock"),
                rule(rules::programs_are_run_in_postgres_tools, "SlotHelper.runsAProgram"),
                rule(rules::programs_are_run_in_postgres_tools, "SlotHelper.runsItInAnotherWay"));
    }

    private static Arguments rule(ThrowingCallable rule, String offender) {
        return Arguments.of(rule, offender);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("rules")
    void every_rule_finds_its_offender(ThrowingCallable rule, String offender) {
        assertThatThrownBy(rule).isInstanceOf(AssertionError.class).hasMessageContaining(offender);
    }
}
