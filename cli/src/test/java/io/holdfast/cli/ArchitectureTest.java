package io.holdfast.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.cli");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.holdfast.cli");

    @Test
    void waiting_knows_only_the_jdk_and_the_vocabulary() {
        classes()
                .that()
                .resideInAPackage("..cli.waiting..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.cli.waiting..", "io.holdfast.events", "java..", "org.jspecify..")
                .check(ROOM);
    }

    /** Kafka's client takes its time to load, and most commands do without it. */
    @Test
    void commands_do_not_load_kafka() {
        noClasses()
                .that()
                .resideInAnyPackage("..cli.asking..", "..cli.reading..", "..cli.session..", "..cli.terminal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "..cli.kafka..")
                .check(ROOM);
    }

    @Test
    void what_is_shown_of_text_goes_through_the_terminal_package() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..cli.asking..", "..cli.waiting..", "..cli.http..", "..cli.kafka..", "..cli.telling..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(PrintWriter.class)
                .check(ROOM);
    }

    @Test
    void packages_do_not_go_in_circles() {
        SlicesRuleDefinition.slices()
                .matching("io.holdfast.cli.(*)..")
                .should()
                .beFreeOfCycles()
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
