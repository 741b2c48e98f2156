package io.holdfast.restore.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.DocumentedSqlRunner;
import org.junit.jupiter.api.Test;

class SmallestRoleTest {

    @Test
    void the_doctor_names_the_statements_of_the_page() {
        assertThat(DocumentedSqlRunner.of("roles.md").hasEach(RestoreCheckup.SMALLEST_ROLE))
                .isTrue();
    }
}
