package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class DumpServiceTest extends ServiceRules {

    DumpServiceTest() {
        super("io.holdfast.dump", "io.holdfast.dump.dumping");
    }

    @Test
    void consumers_write_down_and_touch_neither_programs_nor_the_store() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Consumer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.holdfast.postgrestools..", "io.holdfast.store..", "..worker..", "..source..")
                .check(room);
    }

    @Test
    void only_recovery_deletes_and_only_its_own() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RecoverDumpRuns")
                .should(use(DESTINATION, "delete"))
                .check(room);
    }
}
