package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class CommandLineTest extends HouseRules {

    CommandLineTest() {
        super("io.holdfast.cli");
    }

    @Test
    void waiting_knows_only_the_jdk_and_the_vocabulary() {
        classes()
                .that()
                .resideInAPackage("..cli.await..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.cli.await..", "io.holdfast.events", "java..", "org.jspecify..")
                .check(room);
    }

    /** Kafka's client takes its time to load, and most commands do without it. */
    @Test
    void commands_do_not_load_kafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..cli.commands.request..", "..cli.commands.read..", "..cli.context..", "..cli.terminal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "..cli.kafka..")
                .check(room);
    }

    @Test
    void what_is_shown_of_text_goes_through_the_terminal_package() {
        noClasses()
                .that()
                .resideInAnyPackage("..cli.commands.request..", "..cli.await..", "..cli.http..", "..cli.kafka..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(PrintWriter.class)
                .check(room);
    }

    @Test
    void packages_do_not_go_in_circles() {
        SlicesRuleDefinition.slices()
                .matching("io.holdfast.cli.(*)..")
                .should()
                .beFreeOfCycles()
                .check(room);
    }
}
