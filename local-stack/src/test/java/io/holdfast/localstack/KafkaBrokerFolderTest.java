package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KafkaBrokerFolderTest {

    @Test
    void no_cluster_id_looks_like_an_option() {
        Stream<String> ids = Stream.generate(KafkaBrokerFolder::newClusterId).limit(2_000);

        assertThat(ids).noneMatch(id -> id.startsWith("-"));
    }
}
