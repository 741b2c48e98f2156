package io.holdfast.dump.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.DocumentedSql;
import org.junit.jupiter.api.Test;

class SmallestRoleTest {

    @Test
    void the_doctor_shows_the_statements_of_the_documentation() {
        assertThat(DocumentedSql.of("roles.md").hasEach(DumpCheckup.SMALLEST_ROLE))
                .isTrue();
    }
}
