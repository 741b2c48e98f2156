package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holdfast.localstack.PostgresServer;
import java.sql.Driver;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions on source and target servers are opened in one place, which pins their search_path: {@code JdbcConnectionFactory} of
 * postgres-tools. The modules for tests open sessions on their own servers. Quarkus opens the sessions of the catalog.
 */
class SessionsTest {

    private static final String HERE = "io.holdfast.e2e.architecture.";

    private static void check(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.holdfast.localstack..", "io.holdfast.bench..")
                .and()
                .doNotHaveFullyQualifiedName("io.holdfast.postgrestools.JdbcConnectionFactory")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Driver.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql.ds..", "org.postgresql.core..", "io.agroal.api.configuration..")
                .orShould(ModuleRules.use(PostgresServer.class, "connect"))
                .check(classes);
    }

    @Test
    void only_one_class_opens_sessions_on_servers_of_others() {
        check(ModuleClasses.main("io.holdfast"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SlotHelper.signsIn(", "SlotHelper.signsInByTheDriver(", "SlotHelper.signsInByASource("})
    void the_rule_finds_its_offender(String offender) {
        JavaClasses offenders = new ClassFileImporter().importPackages(HERE + "offending");

        assertThatThrownBy(() -> check(offenders))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(offender);
    }
}
