package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {

    private final TypedCommand holdfast = new TypedCommand();
    private final FakeServices services = new FakeServices();

    @BeforeEach
    void retention_is_known() {
        holdfast.environment.put("HOLDFAST_RETENTION_URL", services.url());
        services.answer("/scores", """
                [{"database": "app", "backup": "6af608e2-5a71-58a0-8e6e-35da605cf2d3", "copies": 2, "media": 1,
                  "offSite": 0, "immutable": 0, "unproven": 0, "full": false,
                  "missing": ["1 more copy (another destination)"]}]""");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void a_score_is_a_row_and_missing_parts_are_listed() {
        int exit = holdfast.run("score", "app");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("COPIES 3", "app: 1 more copy (another destination)");
        assertThat(services.asked).containsExactly("/scores?database=app");
    }

    @Test
    void the_token_of_a_file_is_sent_and_none_where_there_is_none(@TempDir Path folder) throws IOException {
        holdfast.run("score");
        Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
        holdfast.environment.put("HOLDFAST_HTTP_TOKEN_FILE", file.toString());
        holdfast.run("score");

        assertThat(services.authorizations).containsExactly("null", "Bearer s3cret");
    }

    @Test
    void json_output_is_the_response_of_the_service() {
        holdfast.run("--output", "json", "score");

        assertThat(holdfast.out()).contains("\"offSite\" : 0");
    }
}
