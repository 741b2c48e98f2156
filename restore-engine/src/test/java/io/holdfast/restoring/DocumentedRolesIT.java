package io.holdfast.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.DocumentedSql;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.SessionRole;
import io.holdfast.restoring.server.Shape;
import io.holdfast.restoring.server.TargetServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The statements of {@code docs/roles.md} make roles with which an archive is restored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedRolesIT {

    private static final DocumentedSql PAGE = DocumentedSql.of("roles.md");

    private Ground ground;

    @BeforeAll
    void an_application(@TempDir Path folder) {
        ground = new Ground(folder);
        ground.server.createRole("app_owner", "owner");
        ground.server.createDatabase("app");
        ground.server.execute(
                "app",
                "alter database app owner to app_owner",
                "set role app_owner",
                "create extension citext",
                "create table public.items (id bigint primary key, text citext)",
                "insert into public.items select n, 'item ' || n from generate_series(1, 100) n");
    }

    @AfterAll
    void stop() {
        ground.close();
    }

    @Test
    void the_target_role_restores_compares_and_swaps() throws Exception {
        PAGE.run(ground.server, "The target role");
        PAGE.run(ground.server, "Rows of single tables");
        TargetServer target = new TargetServer(role("holdfast_restore", "postgres"));
        UUID restore = UUID.randomUUID();

        try (StagedArchive archive = ground.staged("app")) {
            target.create("app_beside", target.shapeOf("app").orElseThrow(), Mark.of("restore", restore));
            assertRestored(archive, role("holdfast_restore", "app_beside"), true);
            target.carryOver("app", "app_beside");
            target.closeDoor("app_beside");
            target.closeDoor("app");
            target.swap("app", "app_beside", "app_kept", Mark.of("kept", restore));
            target.drop("app_kept");
        }

        assertThat(target.database("app").orElseThrow().owner()).isEqualTo("app_owner");
        assertThat(target.role()).isEqualTo(new SessionRole("holdfast_restore", false));
    }

    @Test
    void the_scratch_role_restores_and_compares() throws Exception {
        PAGE.run(ground.server, "The scratch role");
        TargetServer scratch = new TargetServer(role("holdfast_drill", "postgres"));
        Shape plain = new Shape("UTF8", "C.UTF-8", "C.UTF-8", Optional.empty(), Optional.empty(), Optional.empty());

        try (StagedArchive archive = ground.staged("app")) {
            scratch.create("holdfast_drill_app", plain, Mark.of("drill", UUID.randomUUID()));
            assertRestored(archive, role("holdfast_drill", "holdfast_drill_app"), false);
            scratch.drop("holdfast_drill_app");
        }

        assertThat(scratch.role()).isEqualTo(new SessionRole("holdfast_drill", false));
    }

    private static void assertRestored(StagedArchive archive, Connection database, boolean owners) throws Exception {
        Restored restored = RestoreArchive.restore(archive, database, How.everything(2, owners), Progress.NONE);

        assertThat(restored).isInstanceOf(Restored.Done.class);
        assertThat(new CompareContents(archive, database, 2, Long.MAX_VALUE, Progress.NONE)
                        .compare(archive.contents())
                        .orElseThrow()
                        .isEqual())
                .isTrue();
        assertThat(InspectDatabase.inspect(database, Optional.of(archive.list()), Optional.empty())
                        .missing())
                .isEmpty();
    }

    private Connection role(String name, String database) {
        return Connection.to(ground.server.host(), ground.server.port(), name, database)
                .withPassword(Secret.of(DocumentedSql.PASSWORD));
    }
}
