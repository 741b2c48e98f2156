package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class CommandLineTest extends ModuleRules {

    CommandLineTest() {
        super("io.holdfast.cli");
    }

    @Test
    void waiting_depends_only_on_the_jdk_and_the_contract() {
        classes()
                .that()
                .resideInAPackage("..cli.await..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.cli.await..", "io.holdfast.events", "java..", "org.jspecify..")
                .check(module);
    }

    /** Kafka's client takes long to load, and most commands do not require it. */
    @Test
    void commands_do_not_load_kafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..cli.commands.request..", "..cli.commands.read..", "..cli.context..", "..cli.terminal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "..cli.kafka..")
                .check(module);
    }

    @Test
    void text_is_printed_through_the_terminal_package() {
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
                .check(module);
    }

    @Test
    void packages_have_no_cycles() {
        SlicesRuleDefinition.slices()
                .matching("io.holdfast.cli.(*)..")
                .should()
                .beFreeOfCycles()
                .check(module);
    }
}
