package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class PostgresToolsTest extends ModuleRules {

    PostgresToolsTest() {
        super("io.holdfast.postgrestools");
    }

    @Test
    void this_module_depends_only_on_the_jdk_and_postgresqls_driver() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.postgrestools..",
                        "java..",
                        "javax.net",
                        "javax.net.ssl",
                        "org.jspecify..",
                        "org.postgresql",
                        "org.postgresql.copy",
                        "org.postgresql.ssl",
                        "org.postgresql.util")
                .check(module);
    }

    @Test
    void programs_are_started_in_one_place() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ProgramLauncher")
                .and()
                .doNotHaveSimpleName("ParentDeathSignal")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(module);
    }

    @Test
    void only_the_password_file_of_a_program_and_the_driver_learn_a_password() {
        noClasses()
                .that()
                .doNotHaveSimpleName("LibpqPasswordFile")
                .and()
                .doNotHaveSimpleName("SecretRedaction")
                .and()
                .doNotHaveSimpleName("JdbcConnectionFactory")
                .should(use("io.holdfast.postgrestools.Secret", "reveal"))
                .check(module);
    }
}
