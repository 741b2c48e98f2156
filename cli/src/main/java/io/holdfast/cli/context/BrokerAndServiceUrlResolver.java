package io.holdfast.cli.context;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Finds the addresses of the broker and the services: in options, then in the environment, then in the local stack's state. */
public final class BrokerAndServiceUrlResolver {

    /** Short names of the services, in the order in which a backup passes them. */
    public static final List<String> SERVICES =
            List.of("scheduler", "dump", "verify", "retention", "restore", "notify");

    private static final String BOOTSTRAP = "bootstrap.servers";

    private final CommandContext context;
    private final StackStateFileReader localStack;

    public BrokerAndServiceUrlResolver(CommandContext context) {
        this.context = context;
        this.localStack = StackStateFileReader.of(context);
    }

    /** The broker's {@code host:port}. */
    public String kafka() {
        return Optional.ofNullable(context.options().kafka())
                .or(() -> environment("HOLDFAST_KAFKA"))
                .or(() -> Optional.ofNullable(kafkaProperties().get(BOOTSTRAP)))
                .or(localStack::kafka)
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "no broker address: no local stack is running, and neither --kafka nor $HOLDFAST_KAFKA is set",
                        "run 'holdfast up', or set --kafka HOST:PORT or $HOLDFAST_KAFKA"));
    }

    /** Further settings of Kafka's client, such as its security settings; empty if none are given. */
    public Map<String, String> kafkaProperties() {
        Optional<Path> file = Optional.ofNullable(context.options().kafkaProperties())
                .or(() -> environment("HOLDFAST_KAFKA_PROPERTIES").map(Path::of));
        if (file.isEmpty()) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "cannot read the file " + file.get(),
                    "check --kafka-properties and $HOLDFAST_KAFKA_PROPERTIES",
                    e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /**
     * The base URL of a service.
     *
     * @param service short name, such as {@code retention}
     */
    public Optional<URI> url(String service) {
        return Optional.ofNullable(context.options().urls().get(service))
                .or(() -> environment("HOLDFAST_" + service.toUpperCase(Locale.ROOT) + "_URL"))
                .map(BrokerAndServiceUrlResolver::checked)
                .or(() -> localStack.url(service));
    }

    /** The default database, from the environment. */
    public Optional<String> database() {
        return environment("HOLDFAST_DATABASE");
    }

    /** The database of the runbook's variable {@code DATABASE_NAME}. The services use it only if no database is configured by id. */
    public Optional<String> runbookDatabase() {
        return environment("DATABASE_NAME");
    }

    /**
     * The token that services require for responses with program output or rows. It comes from {@code $HOLDFAST_HTTP_TOKEN} or from the
     * file in {@code $HOLDFAST_HTTP_TOKEN_FILE}. There is no option for it, because every process of the host can read options.
     */
    public Optional<String> httpToken() {
        return environment("HOLDFAST_HTTP_TOKEN")
                .or(() -> environment("HOLDFAST_HTTP_TOKEN_FILE")
                        .map(Path::of)
                        .map(BrokerAndServiceUrlResolver::firstLine));
    }

    private static String firstLine(Path file) {
        try {
            return SecretFileReader.firstLine(file).strip();
        } catch (UnusableSecretFileException e) {
            throw new CommandException(ExitCode.USAGE, e.problem(), "check $HOLDFAST_HTTP_TOKEN_FILE", e);
        }
    }

    private static URI checked(String url) {
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other invalid URL.
        }
        throw new CommandException(
                ExitCode.USAGE, "'" + url + "' is not an HTTP URL", "write http://host:port or https://host:port");
    }

    private Optional<String> environment(String name) {
        return Optional.ofNullable(context.environment().get(name)).filter(value -> !value.isBlank());
    }

    /** The folder of the destination {@code local}: {@code BACKUP_DIR}, or the folder of the local stack; empty if there is neither. */
    public Optional<Path> backups() {
        return environment("BACKUP_DIR").map(Path::of).or(localStack::backups);
    }

    /** Folder of the services' public keys. The local stack's folder is used only if the command reads the local stack's broker. */
    public Optional<Path> publicKeys() {
        boolean isLocal = context.options().kafka() == null
                && environment("HOLDFAST_KAFKA").isEmpty()
                && kafkaProperties().get(BOOTSTRAP) == null;
        return environment("HOLDFAST_PUBLIC_KEYS")
                .map(Path::of)
                .or(() -> isLocal ? localStack.publicKeys() : Optional.empty());
    }
}
