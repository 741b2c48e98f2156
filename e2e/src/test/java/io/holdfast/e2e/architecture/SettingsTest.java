package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

class SettingsTest extends HouseRules {

    SettingsTest() {
        super("io.holdfast.settings");
    }

    @Test
    void this_room_knows_only_the_jdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.settings..", "java..", "org.jspecify..")
                .check(room);
    }
}
