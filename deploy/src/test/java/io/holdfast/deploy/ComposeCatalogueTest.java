package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The catalog of {@code deploy/compose} loses nothing in a power failure. */
class ComposeCatalogueTest {

    @Test
    void a_commit_waits_for_the_disk() throws IOException {
        assertThat(command("catalogue")).contains("fsync=on", "full_page_writes=on", "synchronous_commit=on");
    }

    @Test
    void topics_are_declared_for_one_broker_which_flushes_each_message() throws IOException {
        assertThat(command("kafka-users")).contains("declare-kafka", "--replicas=1");
    }

    private static List<String> command(String service) throws IOException {
        JsonNode compose = new YAMLMapper()
                .readTree(Kustomization.ROOT
                        .resolve("deploy/compose/compose.yaml")
                        .toFile());
        return StreamSupport.stream(
                        compose.at("/services/" + service + "/command").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
