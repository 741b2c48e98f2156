package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer.Durability;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresClusterFolderTest {

    private static final Path FOLDER = Path.of("/nowhere");

    private final PostgresClusterFolder files =
            new PostgresClusterFolder(FOLDER, FOLDER, OsUser.OURSELVES, 5432, "secret");

    /** The server syncs only what it writes itself. */
    @Test
    void initdb_syncs_a_durable_cluster() {
        assertThat(files.initdb(FOLDER.resolve("password"), Durability.FSYNC)).doesNotContain("--no-sync");
    }

    @Test
    void one_that_may_lose_everything_is_made_faster() {
        assertThat(files.initdb(FOLDER.resolve("password"), Durability.FAST)).contains("--no-sync");
    }
}
