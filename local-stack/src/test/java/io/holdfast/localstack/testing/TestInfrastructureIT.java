package io.holdfast.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestInfrastructureIT {

    @Test
    void a_service_under_test_may_log_in_and_works_in_its_own_schema() throws Exception {
        Map<String, String> settings = fixture("dump").start();

        try (Connection catalogue = DriverManager.getConnection(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.datasource.username"),
                        settings.get("quarkus.datasource.password"));
                ResultSet schema = catalogue.createStatement().executeQuery("select current_schema()")) {
            schema.next();
            assertThat(schema.getString(1)).isEqualTo("dump");
        }
    }

    @Test
    void two_classes_of_one_jvm_use_the_same_servers() {
        Map<String, String> first = fixture("verify").start();

        Map<String, String> second = fixture("verify").start();

        assertThat(second).isEqualTo(first);
    }

    private static TestInfrastructure fixture(String schema) {
        TestInfrastructure fixture = new TestInfrastructure();
        fixture.init(Map.of("schema", schema));
        return fixture;
    }
}
