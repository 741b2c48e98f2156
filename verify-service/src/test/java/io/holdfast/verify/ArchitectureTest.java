package io.holdfast.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String DOMAIN = "io.holdfast.verify.verifying..";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.verify");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.holdfast.verify");

    @Test
    void the_domain_knows_only_the_jdk_and_the_vocabulary() {
        classes()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.holdfast.events", DOMAIN)
                .check(MAIN);
    }

    @Test
    void consumers_only_write_down() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.verify.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.store..", "io.holdfast.postgrestools..", "io.holdfast.verify.storage..")
                .check(MAIN);
    }

    @Test
    void programs_are_started_by_postgres_tools_alone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(MAIN);
    }

    @Test
    void nothing_here_deletes_a_copy() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "deletes or sweeps a destination",
                        call -> call.getTargetOwner().getPackageName().startsWith("io.holdfast.store")
                                && (call.getName().equals("delete")
                                        || call.getName().equals("sweep"))))
                .check(MAIN);
    }

    @Test
    void names_say_what_a_class_is_for() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(MAIN);
    }

    @Test
    void what_a_class_needs_comes_by_its_constructor() {
        noFields().should().beAnnotatedWith(Inject.class).check(MAIN);
    }

    @Test
    void tests_wait_for_conditions_and_never_sleep() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
    }
}
