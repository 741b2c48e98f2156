package io.holdfast.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each of these was seen to fail once. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.holdfast.scheduler");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.holdfast.scheduler");

    @Test
    void scheduling_knows_only_the_jdk_and_the_vocabulary() {
        classes()
                .that()
                .resideInAPackage("..scheduling")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..scheduler.scheduling", "io.holdfast.events", "java..", "org.jspecify..")
                .check(SERVICE);
    }

    @Test
    void scheduling_asks_no_clock_of_its_own() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.scheduler..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(SERVICE);
    }

    @Test
    void only_cron_knows_the_cron_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..cron")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..")
                .check(SERVICE);
    }

    @Test
    void entities_never_leave_postgres() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(SERVICE);
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
                .check(SERVICE);
    }

    @Test
    void dependencies_come_by_the_constructor() {
        fields().should().notBeAnnotatedWith(Inject.class).check(SERVICE);
    }

    @Test
    void names_say_what_a_class_does() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(SERVICE);
    }

    @Test
    void reading_over_http_changes_nothing() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("..http")
                .should()
                .beAnnotatedWith(jakarta.ws.rs.POST.class)
                .orShould()
                .beAnnotatedWith(jakarta.ws.rs.PUT.class)
                .orShould()
                .beAnnotatedWith(jakarta.ws.rs.PATCH.class)
                .orShould()
                .beAnnotatedWith(jakarta.ws.rs.DELETE.class)
                .check(SERVICE);
    }

    @Test
    void tests_wait_for_conditions_and_never_sleep() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
    }
}
