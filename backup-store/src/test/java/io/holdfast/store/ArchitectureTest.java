package io.holdfast.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.store");

    @Test
    void the_store_knows_the_vocabulary_and_no_framework() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.holdfast.store..",
                        "io.holdfast.events",
                        "io.holdfast.events.codec",
                        "com.fasterxml.jackson..",
                        "org.jspecify..")
                .check(ROOM);
    }

    @Test
    void programs_are_run_elsewhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ROOM);
    }

    @Test
    void no_class_is_called_for_its_helpfulness() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(ROOM);
    }
}
