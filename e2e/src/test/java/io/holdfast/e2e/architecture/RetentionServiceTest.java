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
                .haveNameNotMatching("io\\.holdfast\\.retention\\.expiring\\.ExpireBackups(\\$.*)?")
                .should(use("io.holdfast.retention.expiring.CopyStorage", "delete"))
                .check(room);
    }

    @Test
    void copying_knows_only_the_books_and_the_vocabulary() {
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
                .check(room);
    }

    /** A bad copy goes where a good one is put in its place; everything else goes by the conversation on the log. */
    @Test
    void only_the_storage_asks_a_destination_to_delete() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DestinationStorage")
                .and()
                .doNotHaveSimpleName("DestinationCopyTransfer")
                .should(use(DESTINATION, "delete"))
                .check(room);
    }

    @Test
    void files_are_touched_by_the_store_alone() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Files.class).check(room);
    }

    @Test
    void what_is_heard_is_written_down_and_not_acted_upon() {
        noClasses()
                .that()
                .resideInAPackage("..kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.holdfast.store..", "..retention.storage..")
                .check(room);
    }
}
