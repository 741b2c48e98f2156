package io.holdfast.verify.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchiveDeclaredExtensionTest {

    private static ArchiveDeclaredExtension read(String definition) {
        return ArchiveDeclaredExtension.read("listed", Optional.of(definition));
    }

    @Test
    void name_and_schema_are_read_as_pg_dump_writes_them() {
        assertThat(read("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA app;"))
                .isEqualTo(new ArchiveDeclaredExtension("uuid-ossp", "app"));
    }

    @Test
    void what_is_not_of_that_form_is_never_taken_as_a_statement() {
        assertThat(read("DROP TABLE t; CREATE EXTENSION IF NOT EXISTS x WITH SCHEMA y;"))
                .isEqualTo(new ArchiveDeclaredExtension("listed", "public"));
        assertThat(ArchiveDeclaredExtension.read("listed", Optional.empty()))
                .isEqualTo(new ArchiveDeclaredExtension("listed", "public"));
    }
}
