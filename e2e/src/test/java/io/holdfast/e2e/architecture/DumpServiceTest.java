package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class DumpServiceTest extends ServiceRules {

    DumpServiceTest() {
        super("io.holdfast.dump", "io.holdfast.dump.dumping");
    }

    @Test
    void consumers_only_store_and_use_neither_programs_nor_the_store() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Consumer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.holdfast.postgrestools..", "io.holdfast.store..", "..worker..", "..source..")
                .check(module);
    }

    @Test
    void only_recovery_deletes_and_only_its_own() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RecoverDumpRuns")
                .should(use(DESTINATION, "delete"))
                .check(module);
    }
}
