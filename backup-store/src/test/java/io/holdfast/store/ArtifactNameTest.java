package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class ArtifactNameTest {

    private static final Instant SUNDAY = Instant.parse("2026-05-18T02:00:00Z");

    @Example
    void it_is_called_as_the_runbook_says() {
        ArtifactName name = new ArtifactName(new DatabaseId("powernode_production"), BackupKind.FULL, SUNDAY);

        assertThat(name).hasToString("powernode_production_full_20260518_020000.dump");
    }

    @Example
    void the_name_of_an_encrypted_artifact_and_its_successor_show_the_encryption() {
        ArtifactName name = new ArtifactName(new DatabaseId("app"), BackupKind.FULL, SUNDAY, true);

        assertThat(name).hasToString("app_full_20260518_020000.dump.age");
        assertThat(name.next()).hasToString("app_full_20260518_020001.dump.age");
        assertThat(name.key().isEncrypted()).isTrue();
        assertThat(new StoredFile(name + ".roles.sql.age", 1, SUNDAY).artifact())
                .contains(name);
    }

    @Property
    void every_name_is_read_back_as_what_it_was_made_of(
            @ForAll("ids") DatabaseId database,
            @ForAll BackupKind kind,
            @ForAll @LongRange(max = 253402300799L) long second,
            @ForAll boolean encrypted) {
        ArtifactName name = new ArtifactName(database, kind, Instant.ofEpochSecond(second), encrypted);

        assertThat(ArtifactName.parse(name.toString())).contains(name);
        assertThat(ObjectKey.parse(name.toString())).contains(name.key());
    }

    @Property
    void no_file_name_is_read_as_a_name_that_would_be_written_otherwise(@ForAll("almostNames") String fileName) {
        ArtifactName.parse(fileName).ifPresent(name -> assertThat(name).hasToString(fileName));
    }

    @Property
    void different_names_are_different_files(
            @ForAll("ids") DatabaseId one,
            @ForAll("ids") DatabaseId other,
            @ForAll BackupKind kind,
            @ForAll BackupKind otherKind) {
        ArtifactName name = new ArtifactName(one, kind, SUNDAY);
        ArtifactName second = new ArtifactName(other, otherKind, SUNDAY);

        assertThat(name.toString().equals(second.toString())).isEqualTo(name.equals(second));
    }

    @Example
    void the_next_name_is_a_second_later_even_over_midnight() {
        ArtifactName last =
                new ArtifactName(new DatabaseId("a"), BackupKind.FULL, Instant.parse("2026-12-31T23:59:59.9Z"));

        assertThat(last.next()).hasToString("a_full_20270101_000000.dump");
    }

    @Example
    void a_date_that_does_not_exist_is_no_name() {
        assertThat(ArtifactName.parse("a_full_20260230_020000.dump")).isEmpty();
        assertThat(ArtifactName.parse("a_full_20260228_240000.dump")).isEmpty();
        assertThat(ArtifactName.parse("_full_20260228_020000.dump")).isEmpty();
        assertThat(ArtifactName.parse("pre_migration_20260228_020000.dump")).isEmpty();
        assertThat(ArtifactName.parse("../a_full_20260228_020000.dump")).isEmpty();
    }

    @Example
    void a_key_is_a_plain_name() {
        for (String hostile :
                new String[] {"", ".", "..", "../x", "a/b", ".hidden", "-rf", "a b", "a\0b", "a".repeat(256)}) {
            assertThat(ObjectKey.parse(hostile)).as(hostile).isEmpty();
            assertThatThrownBy(() -> new ObjectKey(hostile)).hasMessageContaining("plain name");
        }
    }

    @Provide
    Arbitrary<DatabaseId> ids() {
        return Arbitraries.of("a", "full", "a_full", "a_schema_only", "schema", "x_full_20260518_020000", "A-b_9", "0")
                .map(DatabaseId::new);
    }

    @Provide
    Arbitrary<String> almostNames() {
        return Arbitraries.of("a", "_", "full", "schema_only", "20260518", "020000", ".dump", ".age", "-", "/", "9")
                .list()
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }
}
