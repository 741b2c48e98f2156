package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import org.junit.jupiter.api.Test;

/** Each of these was seen to fail once. */
class SchedulerServiceTest extends ServiceRules {

    SchedulerServiceTest() {
        super("io.holdfast.scheduler", "io.holdfast.scheduler.scheduling");
    }

    @Test
    void schedules_are_read_in_the_room_settings() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..")
                .check(room);
    }

    @Test
    void entities_never_leave_postgres() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .bePackagePrivate()
                .check(room);
    }

    @Test
    void what_is_heard_decides_nothing() {
        noClasses()
                .that()
                .resideInAPackage("..kafka")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("DecideSlots")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("SlotLedger")
                .check(room);
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
                .check(room);
    }
}
