package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class SettingsTest extends HouseRules {

    SettingsTest() {
        super("io.holdfast.settings");
    }

    @Test
    void this_room_knows_only_the_jdk_and_the_cron_library() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.settings..", "java..", "org.jspecify..", "com.cronutils..")
                .check(room);
    }

    @Test
    void only_cron_expressions_know_the_cron_library() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(CronExpression|QuartzExpression)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..")
                .check(room);
    }
}
