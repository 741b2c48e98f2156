package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RetentionServiceTest extends ServiceRules {

    RetentionServiceTest() {
        super("io.holdfast.retention", "io.holdfast.retention.expiring");
    }

    @Test
    void only_expire_backups_deletes() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.holdfast\\.retention\\.expiring\\.DeleteExpiredBackups(\\$.*)?")
                .should(use("io.holdfast.retention.expiring.BackupCopyStore", "delete"))
                .check(module);
    }

    @Test
    void copying_depends_only_on_the_records_and_the_contract() {
        classes()
                .that()
                .resideInAPackage("io.holdfast.retention.copying")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.retention.copying",
                        "io.holdfast.retention.expiring",
                        "io.holdfast.events",
                        "java..",
                        "org.jspecify..")
                .check(module);
    }

    /**
     * A bad copy is deleted to replace it with a good one. All other deletions use the deletion protocol on the event
     * log.
     */
    @Test
    void only_the_storage_asks_a_destination_to_delete() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DestinationCopyStore")
                .and()
                .doNotHaveSimpleName("DestinationArtifactCopier")
                .should(use(DESTINATION, "delete"))
                .check(module);
    }

    @Test
    void files_are_touched_by_the_store_alone() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Files.class).check(module);
    }

    @Test
    void received_messages_are_stored_and_not_acted_upon() {
        noClasses()
                .that()
                .resideInAPackage("..kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.holdfast.store..", "..retention.storage..")
                .check(module);
    }
}
