package io.holdfast.localstack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Locates the checkout of this repository, and what has been built in it. */
public final class SourceCheckoutLocator {

    private static final Path LANDMARK = Path.of("local-stack", "broker", "pom.xml");

    private final Path root;

    private SourceCheckoutLocator(Path root) {
        this.root = root;
    }

    /**
     * Searches the system property {@code holdfast.root}, the variable {@code HOLDFAST_ROOT}, and the parents of the
     * working directory and of these classes.
     *
     * @throws StackException if none of them is inside a checkout
     */
    public static SourceCheckoutLocator find() {
        return Stream.of(
                        named(System.getProperty("holdfast.root")),
                        named(System.getenv("HOLDFAST_ROOT")),
                        upwards(Path.of("").toAbsolutePath()),
                        upwards(ownLocation()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(SourceCheckoutLocator::new)
                .orElseThrow(() -> new StackException("no checkout of Holdfast found."
                        + " Hint: run this inside the repository, or set HOLDFAST_ROOT to its folder."));
    }

    public Path root() {
        return root;
    }

    Path brokerJars() {
        return built(root.resolve("local-stack/broker/target/lib"), "local-stack/broker");
    }

    /** The executable jar of an S3 server, such as {@code s3proxy}. */
    Path bucketJar(String server) {
        return built(root.resolve("local-stack/bucket/target/lib/" + server + ".jar"), "local-stack/bucket");
    }

    /** The executable jar of a service, such as {@code dump-service}. */
    Path serviceJar(String service) {
        return built(root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar"), service);
    }

    private static Path built(Path path, String module) {
        if (!Files.exists(path)) {
            throw new StackException(
                    path + " is missing. Hint: build it with mvn -DskipTests package -am -pl " + module);
        }
        return path;
    }

    private static Optional<Path> named(@Nullable String folder) {
        return folder == null || folder.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(folder).toAbsolutePath().normalize());
    }

    private static Optional<Path> upwards(@Nullable Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Path ownLocation() {
        try {
            var source = SourceCheckoutLocator.class.getProtectionDomain().getCodeSource();
            return source == null || !Objects.equals(source.getLocation().getProtocol(), "file")
                    ? null
                    : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
