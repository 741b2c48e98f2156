package io.holdfast.dump;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.dump");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.holdfast.dump");

    @Test
    void dumping_knows_the_jdk_and_the_vocabulary_only() {
        classes()
                .that()
                .resideInAPackage("..dumping..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.holdfast.dump.dumping..", "io.holdfast.events", "org.jspecify..")
                .check(ROOM);
    }

    @Test
    void consumers_write_down_and_touch_neither_programs_nor_the_store() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Consumer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.holdfast.postgrestools..", "io.holdfast.store..", "..worker..", "..source..")
                .check(ROOM);
    }

    @Test
    void programs_are_run_in_postgres_tools() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ROOM);
    }

    @Test
    void only_recovery_deletes_and_only_its_own() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RecoverRuns")
                .should()
                .callMethod(io.holdfast.store.Destination.class, "delete", io.holdfast.store.Key.class)
                .orShould()
                .callMethod(io.holdfast.store.LocalDirectory.class, "delete", io.holdfast.store.Key.class)
                .check(ROOM);
    }

    @Test
    void no_class_is_called_for_its_helpfulness() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(ROOM);
    }

    @Test
    void dependencies_come_by_the_constructor() {
        noFields().should().beAnnotatedWith(Inject.class).check(ROOM);
    }

    @Test
    void tests_wait_for_conditions_and_never_sleep() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
    }
}
