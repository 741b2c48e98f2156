package io.holdfast.postgrestools;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.holdfast.postgrestools");
    private static final JavaClasses ROOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.postgrestools");

    @Test
    void this_room_knows_only_the_jdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.postgrestools..", "java..", "org.jspecify..")
                .check(ROOM);
    }

    @Test
    void programs_are_started_in_one_place() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Launcher")
                .and()
                .doNotHaveSimpleName("DeathBond")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ROOM);
    }

    @Test
    void only_the_environment_of_a_program_learns_a_password() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Connection")
                .and()
                .doNotHaveSimpleName("Redaction")
                .should()
                .callMethod(Secret.class, "reveal")
                .check(ROOM);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(ROOM);
    }

    @Test
    void tests_wait_on_conditions_and_never_sleep() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep"))))
                .check(TESTS);
    }
}
