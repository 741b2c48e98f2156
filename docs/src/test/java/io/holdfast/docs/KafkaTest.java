package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/kafka.md} and the script for Kafka's command-line tools match the Kubernetes resources. */
class KafkaTest {

    private static final Path PAGE = Checkout.ROOT.resolve("docs/kafka.md");
    private static final Path SCRIPT = Checkout.ROOT.resolve("deploy/kafka/declare");
    private static final Path RESOURCES = Checkout.ROOT.resolve("deploy/kubernetes/kafka");
    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- users -->\\n).*?(?=<!-- end of users -->)", Pattern.DOTALL);
    private static final Pattern COMMANDS =
            Pattern.compile("(?<=# declared\\n).*?(?=# end of declared\\n)", Pattern.DOTALL);

    @BeforeAll
    static void write_when_asked() throws IOException {
        if ("write".equals(System.getProperty("holdfast.documents"))) {
            replace(PAGE, TABLE, table());
            replace(SCRIPT, COMMANDS, commands());
        }
    }

    @Test
    void the_page_lists_the_rights_of_every_user() throws IOException {
        assertThat(Checkout.read(PAGE))
                .as("Write it again: " + Checkout.WRITE)
                .contains("<!-- users -->\n" + table() + "<!-- end of users -->");
    }

    @Test
    void the_script_declares_the_same_topics_and_rights() throws IOException {
        assertThat(Checkout.read(SCRIPT))
                .as("Write it again: " + Checkout.WRITE)
                .contains("# declared\n" + commands() + "# end of declared\n");
    }

    private static String table() throws IOException {
        StringBuilder table =
                new StringBuilder("| User | May write | May read | Consumer groups |\n|---|---|---|---|\n");
        for (JsonNode user : resources("users.yaml")) {
            table.append(KafkaUser.of(user).row()).append('\n');
        }
        return table.toString();
    }

    private static String commands() throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode topic : resources("topics.yaml")) {
            StringBuilder line =
                    new StringBuilder("topic " + topic.at("/metadata/name").asText());
            line.append(" --partitions ").append(topic.at("/spec/partitions").asText());
            line.append(" --replication-factor ")
                    .append(topic.at("/spec/replicas").asText());
            topic.at("/spec/config")
                    .fields()
                    .forEachRemaining(entry -> line.append(" --config ")
                            .append(entry.getKey())
                            .append('=')
                            .append(entry.getValue().asText()));
            lines.add(line.toString());
        }
        for (JsonNode user : resources("users.yaml")) {
            lines.addAll(KafkaUser.of(user).commands());
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<JsonNode> resources(String file) throws IOException {
        try (MappingIterator<JsonNode> resources = new YAMLMapper()
                .readerFor(JsonNode.class)
                .readValues(RESOURCES.resolve(file).toFile())) {
            return resources.readAll();
        }
    }

    private static void replace(Path file, Pattern part, String text) {
        Checkout.write(file, part.matcher(Checkout.read(file)).replaceFirst(Matcher.quoteReplacement(text)));
    }
}
