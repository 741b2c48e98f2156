package io.holdfast.restore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.holdfast.localstack.testing.ServiceRules;
import io.holdfast.store.Destination;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ServiceRules {

    ArchitectureTest() {
        super("io.holdfast.restore", "io.holdfast.restore.restoring");
    }

    @Test
    void consumers_only_write_down() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.restore.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.store..",
                        "io.holdfast.postgrestools..",
                        "io.holdfast.restoring..",
                        "io.holdfast.restore.target..")
                .check(room);
    }

    @Test
    void nothing_here_deletes_a_copy() {
        noClasses()
                .should(use(Destination.class, "delete"))
                .orShould(use(Destination.class, "sweep"))
                .check(room);
    }
}
