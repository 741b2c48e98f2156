package io.holdfast.cli.context;

import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the state of the local stack in this folder, as {@code holdfast up} has stored it. */
final class StackStateFileReader {

    private final LocalStack stack;

    private StackStateFileReader(LocalStack stack) {
        this.stack = stack;
    }

    static StackStateFileReader of(CommandContext context) {
        String home = context.environment().getOrDefault("HOLDFAST_HOME", "");
        return new StackStateFileReader(
                LocalStack.at(home.isBlank() ? context.folder().resolve(".holdfast") : Path.of(home)));
    }

    Optional<String> kafka() {
        return stack.kafka().map(KafkaBroker::bootstrap);
    }

    /** The folder of its artifacts; empty if the stack is not running. */
    Optional<Path> backups() {
        return stack.isRunning() ? Optional.of(recordedBackups().orElse(stack.backups())) : Optional.empty();
    }

    /** The folder of the artifacts that {@code holdfast up} has stored. */
    private Optional<Path> recordedBackups() {
        Path record = stack.home().resolve("backup-folder");
        try {
            return Files.exists(record)
                    ? Optional.of(Path.of(Files.readString(record).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Optional<URI> url(String service) {
        return stack.service(service + "-service").map(ServiceProcess::url);
    }

    /** Absent if the stack was started by a version that did not sign events. */
    Optional<Path> publicKeys() {
        return Optional.of(stack.keys().publicKeys()).filter(Files::isDirectory);
    }
}
