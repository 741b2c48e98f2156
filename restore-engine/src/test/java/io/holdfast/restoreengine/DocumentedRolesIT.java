package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.DocumentedSqlRunner;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.SessionRole;
import io.holdfast.restoreengine.server.TargetServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The statements in {@code docs/roles.md} create roles that can restore an archive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedRolesIT {

    private static final DocumentedSqlRunner PAGE = DocumentedSqlRunner.of("roles.md");

    private RestoreEngineFixture fixture;

    @BeforeAll
    void an_application(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        fixture.server.createRole("app_owner", "owner");
        fixture.server.createDatabase("app");
        fixture.server.execute(
                "app",
                "alter database app owner to app_owner",
                "set role app_owner",
                "create extension citext",
                "create table public.items (id bigint primary key, text citext)",
                "insert into public.items select n, 'item ' || n from generate_series(1, 100) n");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void the_target_role_restores_compares_and_swaps() throws Exception {
        PAGE.run(fixture.server, "The target role");
        PAGE.run(fixture.server, "Rows of single tables");
        TargetServer target = new TargetServer(role("holdfast_restore", "postgres"));
        UUID restore = UUID.randomUUID();

        try (StagedArchive archive = fixture.staged("app")) {
            target.create("app_beside", target.shapeOf("app").orElseThrow(), OwnershipComment.of("restore", restore));
            assertRestored(archive, role("holdfast_restore", "app_beside"), true);
            target.carryOver("app", "app_beside");
            target.refuseConnections("app_beside");
            target.refuseConnections("app");
            target.swap("app", "app_beside", "app_kept", OwnershipComment.of("kept", restore));
            target.drop("app_kept");
        }

        assertThat(target.database("app").orElseThrow().owner()).isEqualTo("app_owner");
        assertThat(target.role()).isEqualTo(new SessionRole("holdfast_restore", false));
    }

    @Test
    void the_scratch_role_restores_and_compares() throws Exception {
        PAGE.run(fixture.server, "The scratch role");
        TargetServer scratch = new TargetServer(role("holdfast_drill", "postgres"));
        DatabaseCreationOptions plain = new DatabaseCreationOptions(
                "UTF8", "C.UTF-8", "C.UTF-8", Optional.empty(), Optional.empty(), Optional.empty());

        try (StagedArchive archive = fixture.staged("app")) {
            scratch.create("holdfast_drill_app", plain, OwnershipComment.of("drill", UUID.randomUUID()));
            assertRestored(archive, role("holdfast_drill", "holdfast_drill_app"), false);
            scratch.drop("holdfast_drill_app");
        }

        assertThat(scratch.role()).isEqualTo(new SessionRole("holdfast_drill", false));
    }

    private static void assertRestored(StagedArchive archive, DatabaseConnection database, boolean owners)
            throws Exception {
        PgRestoreResult restored =
                RestoreArchive.restore(archive, database, RestoreOptions.everything(2, owners), ProgressListener.NONE);

        assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
        assertThat(new CompareDatabaseWithArchive(archive, database, 2, Long.MAX_VALUE, ProgressListener.NONE)
                        .compare(archive.contents())
                        .orElseThrow()
                        .isEqual())
                .isTrue();
        assertThat(InspectDatabase.inspect(database, Optional.of(archive.list()), Optional.empty())
                        .missing())
                .isEmpty();
    }

    private DatabaseConnection role(String name, String database) {
        return DatabaseConnection.to(fixture.server.host(), fixture.server.port(), name, database)
                .withPassword(Secret.of(DocumentedSqlRunner.PASSWORD));
    }
}
