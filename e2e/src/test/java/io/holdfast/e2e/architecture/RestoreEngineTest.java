package io.holdfast.restoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.holdfast.localstack.testing.HouseRules;
import io.holdfast.store.Destination;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseRules {

    ArchitectureTest() {
        super("io.holdfast.restoring");
    }

    @Test
    void it_never_writes_to_a_destination() {
        noClasses()
                .should(use(Destination.class, "delete"))
                .orShould(use(Destination.class, "sweep"))
                .orShould(use(Destination.class, "begin"))
                .orShould(use(Destination.class, "put"))
                .check(room);
    }
}
