package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class SettingsTest extends ModuleRules {

    SettingsTest() {
        super("io.holdfast.settings");
    }

    @Test
    void this_module_depends_only_on_the_jdk_and_the_cron_library() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.settings..", "java..", "org.jspecify..", "com.cronutils..")
                .check(module);
    }

    @Test
    void only_cron_expressions_depend_on_the_cron_library() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(CronExpression|QuartzExpression)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..")
                .check(module);
    }
}
