package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class BackupStoreTest extends ModuleRules {

    BackupStoreTest() {
        super("io.holdfast.store");
    }

    @Test
    void the_store_depends_on_the_contract_and_no_framework() {
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
                .check(module);
    }

    @Test
    void programs_are_run_elsewhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(module);
    }
}
