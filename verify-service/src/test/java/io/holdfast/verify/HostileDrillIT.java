package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The owner of a source database puts code into everything that a restore evaluates. */
@QuarkusTest
@TestProfile(DrillProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@WithTestResource(ScratchServerResource.class)
class HostileDrillIT extends DrillingService {

    /** It attacks only on the scratch server, and hides that the attack failed. */
    private static final String ATTACK = """
        create function attack_now(place text) returns void language plpgsql as $body$
        begin
          if current_database() like 'holdfast_drill_%%' then
            begin
              execute format('copy (select 1) to program %%L', 'touch %1$s/ran-' || place);
            exception when others then null; end;
            begin
              execute format('copy (select pg_ls_dir(''base/'' || oid) from pg_database where datname = ''postgres'') to %%L',
                  '%1$s/read-' || place);
            exception when others then null; end;
            begin
              execute format('copy (select rolname, rolpassword from pg_authid) to %%L', '%1$s/passwords-' || place);
            exception when others then null; end;
            begin execute format('alter role %%I superuser', current_user); exception when others then null; end;
            begin execute 'create role intruder login superuser'; exception when others then null; end;
            begin
              execute format('alter database %%I is_template true', current_database());
            exception when others then null; end;
            begin execute 'create extension dblink'; exception when others then null; end;
          end if;
        end
        $body$\
        """;

    /** A function in an index expression or a generated column must be declared immutable. */
    private static final String DISGUISE = """
        create function attack(place text, n bigint) returns bigint language plpgsql immutable as $body$
        begin perform public.attack_now(place); return n; end $body$\
        """;

    private Path loot;

    @BeforeEach
    void a_folder_that_the_server_can_write() throws IOException {
        loot = Files.createTempDirectory("loot");
        Files.setPosixFilePermissions(loot, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void forget_it() throws IOException {
        for (String file : files()) {
            Files.delete(loot.resolve(file));
        }
        Files.delete(loot);
        ScratchServerResource.server().execute("postgres", "drop role if exists intruder");
    }

    @Test
    void code_of_a_dump_runs_without_rights_and_leaves_nothing() throws Exception {
        BackupCompleted completed = hostile("hostile").complete(BackupKind.FULL, DAY_1);

        DrillEvent event = drilled(completed);

        assertThat(files()).isEmpty();
        assertThat(event).isInstanceOf(DrillCompleted.class);
        DrillCompleted done = (DrillCompleted) event;
        assertThat(done.level()).isEqualTo(VerificationLevel.L4);
        assertThat(done.findings()).extracting(Finding::code).contains("left_out");
        assertThat(done.findings().toString()).contains("event trigger on_every_statement");
        assertThat(databases(ScratchServerResource.server())).noneMatch(name -> name.startsWith("holdfast_drill_"));
        assertThat(roles(ScratchServerResource.server()))
                .noneMatch(name -> name.startsWith("holdfast_drill_") || name.equals("intruder"));
    }

    private io.holdfast.testing.TestSourceDatabase hostile(String database) {
        return source(database)
                .execute(
                        ATTACK.formatted(loot),
                        DISGUISE,
                        "create table indexed(n bigint)",
                        "insert into indexed values (1)",
                        "create index on indexed (attack('index', n))",
                        "create table defaulted(n bigint, d bigint default attack('default', 1))",
                        "insert into defaulted values (1)",
                        "create table generated(n bigint, g bigint generated always as (attack('generated', n))"
                                + " stored)",
                        "insert into generated values (1)",
                        "create table checked(n bigint check (attack('check', n) > 0))",
                        "insert into checked values (1)",
                        "create domain positive as bigint check (attack('domain', value) > 0)",
                        "create table limited(n positive)",
                        "insert into limited values (1)",
                        "create view viewed as select attack('view', 1) as n",
                        "create rule audited as on insert to indexed do also select attack('rule', 1)",
                        "create materialized view filled as select attack('materialized', 1) as n",
                        "create function on_statement() returns event_trigger language plpgsql as"
                                + " $$ begin perform public.attack_now('event'); end $$",
                        "create event trigger on_every_statement on ddl_command_end execute function on_statement()");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(loot)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
