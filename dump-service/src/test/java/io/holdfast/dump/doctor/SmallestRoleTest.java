package io.holdfast.dump.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.DocumentedSqlRunner;
import org.junit.jupiter.api.Test;

class SmallestRoleTest {

    @Test
    void the_doctor_shows_the_statements_of_the_documentation() {
        assertThat(DocumentedSqlRunner.of("roles.md").hasEach(DumpCheckup.SMALLEST_ROLE))
                .isTrue();
    }
}
