package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Restored rows are equal, regardless of the source's text settings and of the host on which pg_dump ran. */
@QuarkusTest
@TestProfile(DrillProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@WithTestResource(ScratchServerResource.class)
class DrillTextIT extends DrillingService {

    @Test
    void a_backup_that_records_no_settings_is_compared_in_the_spelling_that_it_has() {
        DrillEvent event = drilled(source("spelled")
                .execute(
                        "alter database spelled set bytea_output = 'escape'",
                        "create table secrets (id serial primary key, body bytea not null)",
                        "insert into secrets (body) select decode(md5(n::text), 'hex') || '\\x00ff5c0a'::bytea"
                                + " from generate_series(1, 500) n",
                        "create type job_state as enum ('new', 'running', 'done')",
                        "create table jobs (id bigint, state job_state not null) partition by hash (state)",
                        "create table jobs_0 partition of jobs for values with (modulus 2, remainder 0)",
                        "create table jobs_1 partition of jobs for values with (modulus 2, remainder 1)",
                        "insert into jobs select n, (enum_range(null::job_state))[1 + n % 3] from generate_series(1, 900) n",
                        "select lo_from_bytea(4711, 'large')")
                .complete(BackupKind.FULL, DAY_1));

        assertThat(event).isInstanceOf(DrillCompleted.class);
        assertThat(((DrillCompleted) event).level()).isEqualTo(VerificationLevel.L4);
        assertThat(((DrillCompleted) event).findings())
                .extracting(Finding::code)
                .contains("contents_equal", "text_settings", "sequences_equal", "large_objects_equal");
    }
}
