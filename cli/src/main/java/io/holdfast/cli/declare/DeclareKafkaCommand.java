package io.holdfast.cli.declare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.kafka.BrokerConnectionSettings;
import io.holdfast.cli.terminal.ResultPrinter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code holdfast declare-kafka}. The command is idempotent: it changes an existing topic only if it has too few replicas, by setting
 * {@code flush.messages=1}, and afterwards a declared user has exactly the declared rights.
 */
@Command(
        name = "declare-kafka",
        description = "Create on the broker the topics, users, access rights and quotas that the files declare.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the broker is as declared",
            "2:a file or a password cannot be read",
            "10:the broker is not reachable, or denies a change"
        })
public final class DeclareKafkaCommand implements Callable<Integer> {

    private static final short ALL_REPLICAS = Short.MAX_VALUE;

    private final CommandContext context;
    private final ResultPrinter results;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "YAML file with Strimzi resources (KafkaTopic, KafkaUser); a resource replaces an earlier one with"
                            + " the same kind and name")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--passwords",
            paramLabel = "FOLDER",
            description =
                    "folder of password files: the first line of the file kafka-USER becomes the password of USER")
    @Nullable
    Path passwords;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "maximum number of replicas of a new topic (default: the declared number)")
    short replicas = ALL_REPLICAS;

    public DeclareKafkaCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        DeclaredBrokerState declaration = StrimziResourceReader.read(files, replicas);
        BrokerUserPasswordReader known = new BrokerUserPasswordReader(Optional.ofNullable(passwords));
        BrokerAndServiceUrlResolver endpointResolver = new BrokerAndServiceUrlResolver(context);
        BrokerConnectionSettings connection =
                new BrokerConnectionSettings(endpointResolver.kafka(), endpointResolver.kafkaProperties());
        BrokerChangeCounts changes = new ApplyDeclaredBrokerState(connection).apply(declaration, known);
        if (context.options().json()) {
            results.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("topicsCreated", changes.topicsCreated())
                    .put("topicsFlushed", changes.topicsFlushed())
                    .put("rightsAdded", changes.rightsAdded())
                    .put("rightsRemoved", changes.rightsRemoved())
                    .put("passwordsSet", changes.passwordsSet()));
        } else {
            results.line(("The broker is as declared: %d topics created, %d set to flush each message, %d rights added,"
                            + " %d removed, %d passwords set.")
                    .formatted(
                            changes.topicsCreated(),
                            changes.topicsFlushed(),
                            changes.rightsAdded(),
                            changes.rightsRemoved(),
                            changes.passwordsSet()));
        }
        return ExitCode.OK.number();
    }
}
