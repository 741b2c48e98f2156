package io.holdfast.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * The base, run by Podman with the services' images on a {@link DeployInfrastructure}. The constructor waits until it
 * is ready.
 */
final class KubePlay implements AutoCloseable {

    private static final String IMAGES = System.getProperty("holdfast.images", "localhost/holdfast");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Set<String> SERVICES =
            Set.of("scheduler-service", "dump-service", "verify-service", "retention-service", "restore-service");

    private final DeployInfrastructure fixture =
            new DeployInfrastructure("holdfast-play-" + ProcessHandle.current().pid());
    private final Path played;
    private final PlayableDocuments playableDocuments;

    KubePlay(Path folder) throws IOException {
        played = folder.resolve("played.yaml");
        playableDocuments = new PlayableDocuments(
                fixture.name(),
                IMAGES,
                ExampleSecrets.madeIn(Files.createDirectories(folder.resolve("made"))),
                folder.resolve("secrets"));
        try {
            fixture.start();
            Set<String> services = services();
            Files.writeString(played, playableDocuments.of(Kustomization.render("base"), services));
            Podman.run("kube", "play", "--network", fixture.name(), played.toString());
            services.forEach(this::awaitReady);
        } catch (IOException | RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    static boolean hasImages() {
        return SERVICES.stream().allMatch(service -> Podman.hasImage(IMAGES + "/" + service + ":latest"));
    }

    private static Set<String> services() {
        Set<String> services = new TreeSet<>(SERVICES);
        if (Podman.hasImage(IMAGES + "/notify-service:latest")) {
            services.add("notify-service");
        }
        return services;
    }

    DeployInfrastructure fixture() {
        return fixture;
    }

    /** The name of a service's container. Podman's versions build it differently. */
    String container(String service) {
        return Podman.run(
                "ps",
                "-a",
                "--format",
                "{{.Names}}",
                "--filter",
                "name=" + fixture.name() + "-" + service + "-pod.*-service");
    }

    String inside(String service, String... command) {
        String[] arguments = new String[command.length + 2];
        arguments[0] = "exec";
        arguments[1] = container(service);
        System.arraycopy(command, 0, arguments, 2, command.length);
        return Podman.run(arguments);
    }

    void awaitReady(String service) {
        int port = Cluster.of("base")
                .pod(service)
                .getSpec()
                .getContainers()
                .getFirst()
                .getPorts()
                .getFirst()
                .getContainerPort();
        String ready = "http://127.0.0.1:" + port + "/q/health/ready";
        await(service)
                .atMost(LONG)
                .until(() -> Podman.tryTo("exec", container(service), "curl", "-fsS", ready)
                                .exitCode()
                        == 0);
    }

    @Override
    public void close() {
        if (Files.exists(played)) {
            Podman.tryTo("kube", "down", played.toString());
        }
        playableDocuments.volumes().forEach(volume -> Podman.tryTo("volume", "rm", "-f", volume));
        fixture.close();
    }
}
