package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class RestoreEngineTest extends ModuleRules {

    RestoreEngineTest() {
        super("io.holdfast.restoreengine");
    }

    @Test
    void it_never_writes_to_a_destination() {
        noClasses()
                .should(use(DESTINATION, "delete"))
                .orShould(use(DESTINATION, "sweep"))
                .orShould(use(DESTINATION, "begin"))
                .orShould(use(DESTINATION, "put"))
                .check(module);
    }
}
