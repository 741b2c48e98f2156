package io.holdfast.notify.subscribing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The example programs of docs/subscribe. Each one runs with its client. */
enum Consumer {
    JAVA {
        @Override
        List<String> command(Path folder) {
            String jars = Stream.of(
                            KafkaConsumer.class,
                            ObjectMapper.class,
                            JsonFactory.class,
                            JsonProperty.class,
                            org.slf4j.Logger.class)
                    .map(type -> type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .collect(Collectors.joining(File.pathSeparator));
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return List.of(
                    java,
                    "-Xmx96m",
                    "-cp",
                    jars,
                    EXAMPLES.resolve("Completions.java").toString());
        }
    },
    PYTHON {
        @Override
        List<String> command(Path folder) {
            RequiredProgramCheck.assume("python3-kafka");
            return List.of(
                    "/usr/bin/python3", EXAMPLES.resolve("completions.py").toString());
        }
    },
    JAVASCRIPT {
        @Override
        List<String> command(Path folder) {
            RequiredProgramCheck.assume("node", "npm");
            RequiredProgramCheck.assume(
                    "kafkajs",
                    Program.works(
                            folder, "npm", "install", "--no-audit", "--no-fund", "--prefix", ".", "kafkajs@2.2.4"));
            return List.of("node", copied(folder, "completions.mjs"));
        }
    };

    static final Path EXAMPLES = Path.of("../docs/subscribe").toAbsolutePath().normalize();

    /** Returns the command in this folder; skips the test if the client is not installed. */
    abstract List<String> command(Path folder);

    Program start(Path folder, String bootstrap, String group, List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return Program.start(folder, Map.of("KAFKA", bootstrap, "GROUP", group), all);
    }

    /** Node.js searches for modules in the folder of the program. */
    private static String copied(Path folder, String name) {
        try {
            return Files.copy(EXAMPLES.resolve(name), folder.resolve(name)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
