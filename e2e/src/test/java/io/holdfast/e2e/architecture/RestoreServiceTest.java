package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class RestoreServiceTest extends ServiceRules {

    RestoreServiceTest() {
        super("io.holdfast.restore", "io.holdfast.restore.restoring");
    }

    @Test
    void consumers_only_store() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.restore.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.store..",
                        "io.holdfast.postgrestools..",
                        "io.holdfast.restoreengine..",
                        "io.holdfast.restore.target..")
                .check(module);
    }

    @Test
    void nothing_here_deletes_a_copy() {
        noClasses()
                .should(use(DESTINATION, "delete"))
                .orShould(use(DESTINATION, "sweep"))
                .check(module);
    }
}
