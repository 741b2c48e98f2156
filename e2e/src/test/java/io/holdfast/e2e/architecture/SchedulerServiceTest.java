package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import org.junit.jupiter.api.Test;

/** Each of these rules was seen to fail once. */
class SchedulerServiceTest extends ServiceRules {

    SchedulerServiceTest() {
        super("io.holdfast.scheduler", "io.holdfast.scheduler.scheduling");
    }

    @Test
    void schedules_are_read_in_the_module_settings() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..")
                .check(module);
    }

    @Test
    void entities_never_leave_postgres() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .bePackagePrivate()
                .check(module);
    }

    @Test
    void consumers_make_no_decisions() {
        noClasses()
                .that()
                .resideInAPackage("..kafka")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("DecideDueSlots")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("ScheduledSlotRepository")
                .check(module);
    }

    @Test
    void reading_over_http_changes_nothing() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("..http")
                .should()
                .beAnnotatedWith("jakarta.ws.rs.POST")
                .orShould()
                .beAnnotatedWith("jakarta.ws.rs.PUT")
                .orShould()
                .beAnnotatedWith("jakarta.ws.rs.PATCH")
                .orShould()
                .beAnnotatedWith("jakarta.ws.rs.DELETE")
                .check(module);
    }
}
