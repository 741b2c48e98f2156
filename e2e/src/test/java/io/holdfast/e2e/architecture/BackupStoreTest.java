package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class BackupStoreTest extends HouseRules {

    BackupStoreTest() {
        super("io.holdfast.store");
    }

    @Test
    void the_store_knows_the_vocabulary_and_no_framework() {
        classes()
                .that()
                .resideInAPackage("io.holdfast.store")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.holdfast.store..",
                        "io.holdfast.events",
                        "io.holdfast.events.codec",
                        "io.holdfast.events.signing",
                        "com.fasterxml.jackson..",
                        "org.jspecify..")
                .check(room);
    }

    @Test
    void programs_are_run_elsewhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(room);
    }
}
