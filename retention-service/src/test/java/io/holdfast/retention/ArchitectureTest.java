package io.holdfast.retention;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.holdfast.retention.expiring.ExpireBackups;
import io.holdfast.retention.expiring.Storage;
import io.holdfast.store.Destination;
import jakarta.inject.Inject;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.retention");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.holdfast.retention");

    @Test
    void only_expire_backups_deletes() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ExpireBackups.class)
                .should()
                .callMethod(Storage.class, "delete", io.holdfast.events.CopyRef.class)
                .check(ROOM);
        noClasses()
                .that()
                .doNotHaveSimpleName("DestinationStorage")
                .should()
                .callMethod(Destination.class, "delete", io.holdfast.store.Key.class)
                .check(ROOM);
        noClasses().should().dependOnClassesThat().areAssignableTo(Files.class).check(ROOM);
    }

    @Test
    void the_domain_knows_the_jdk_and_the_vocabulary() {
        classes()
                .that()
                .resideInAPackage("..expiring..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..expiring..", "io.holdfast.events", "java..", "org.jspecify..")
                .check(ROOM);
    }

    @Test
    void what_is_heard_is_written_down_and_not_acted_upon() {
        noClasses()
                .that()
                .resideInAPackage("..kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.holdfast.store..", "..retention.storage..")
                .check(ROOM);
    }

    @Test
    void time_comes_in_through_a_clock() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ROOM);
    }

    @Test
    void fields_are_not_injected() {
        noFields().should().beAnnotatedWith(Inject.class).check(ROOM);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(ROOM);
    }

    @Test
    void tests_wait_for_conditions_and_never_sleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(TESTS);
    }
}
