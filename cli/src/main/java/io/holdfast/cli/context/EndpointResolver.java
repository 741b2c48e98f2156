package io.holdfast.cli.context;

import io.holdfast.events.secret.SecretFile;
import io.holdfast.events.secret.UnusableSecretFile;
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

/** Where the broker and the services are: from an option, else the environment, else the local stack's state. */
public final class EndpointResolver {

    /** The services by their short names, in the order of the flow. */
    public static final List<String> SERVICES =
            List.of("scheduler", "dump", "verify", "retention", "restore", "notify");

    private static final String BOOTSTRAP = "bootstrap.servers";

    private final CommandContext session;
    private final LocalStackState localStack;

    public EndpointResolver(CommandContext session) {
        this.session = session;
        this.localStack = LocalStackState.of(session);
    }

    /** The broker's {@code host:port}. */
    public String kafka() {
        return Optional.ofNullable(session.options().kafka())
                .or(() -> environment("HOLDFAST_KAFKA"))
                .or(() -> Optional.ofNullable(kafkaProperties().get(BOOTSTRAP)))
                .or(localStack::kafka)
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "no broker is known, and no local stack runs here",
                        "start one with 'holdfast up', or name the broker by --kafka HOST:PORT or $HOLDFAST_KAFKA"));
    }

    /** Further settings of Kafka's client, such as its security; empty where none were given. */
    public Map<String, String> kafkaProperties() {
        Optional<Path> file = Optional.ofNullable(session.options().kafkaProperties())
                .or(() -> environment("HOLDFAST_KAFKA_PROPERTIES").map(Path::of));
        if (file.isEmpty()) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read " + file.get(), "look at --kafka-properties", e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /**
     * Where a service answers HTTP.
     *
     * @param service short name, such as {@code retention}
     */
    public Optional<URI> url(String service) {
        return Optional.ofNullable(session.options().urls().get(service))
                .or(() -> environment("HOLDFAST_" + service.toUpperCase(Locale.ROOT) + "_URL"))
                .map(EndpointResolver::checked)
                .or(() -> localStack.url(service));
    }

    /** The database that is meant where none is named. */
    public Optional<String> database() {
        return environment("HOLDFAST_DATABASE");
    }

    /** The runbook's database. It is backed up only where no databases are configured by name. */
    public Optional<String> runbookDatabase() {
        return environment("DATABASE_NAME");
    }

    /**
     * The token that services require for pages that quote programs or rows, from {@code $HOLDFAST_HTTP_TOKEN} or the file that
     * {@code $HOLDFAST_HTTP_TOKEN_FILE} names; never from an option, which every process of the host could read.
     */
    public Optional<String> httpToken() {
        return environment("HOLDFAST_HTTP_TOKEN")
                .or(() -> environment("HOLDFAST_HTTP_TOKEN_FILE").map(Path::of).map(EndpointResolver::firstLine));
    }

    private static String firstLine(Path file) {
        try {
            return SecretFile.firstLine(file).strip();
        } catch (UnusableSecretFile e) {
            throw new CommandException(ExitCode.USAGE, e.problem(), "look at $HOLDFAST_HTTP_TOKEN_FILE", e);
        }
    }

    private static URI checked(String url) {
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, like any other URL that is none.
        }
        throw new CommandException(ExitCode.USAGE, "'" + url + "' is not a URL of a service", "write http://host:port");
    }

    private Optional<String> environment(String name) {
        return Optional.ofNullable(session.environment().get(name)).filter(value -> !value.isBlank());
    }

    /** The folder of the destination {@code local}, as far as it is known here: {@code BACKUP_DIR}, or the local stack's. */
    public Optional<Path> backups() {
        return environment("BACKUP_DIR").map(Path::of).or(localStack::backups);
    }

    /** Folder of the services' public keys; the local stack's only where its broker is the one that is read. */
    public Optional<Path> publicKeys() {
        boolean isLocal = session.options().kafka() == null
                && environment("HOLDFAST_KAFKA").isEmpty()
                && kafkaProperties().get(BOOTSTRAP) == null;
        return environment("HOLDFAST_PUBLIC_KEYS")
                .map(Path::of)
                .or(() -> isLocal ? localStack.publicKeys() : Optional.empty());
    }
}
