package io.holdfast.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several brokers without authentication that all replicate every record. Any one of them may be down. */
public final class KafkaCluster implements AutoCloseable {

    private final List<KafkaBroker> brokers;

    private KafkaCluster(List<KafkaBroker> brokers) {
        this.brokers = brokers;
    }

    /**
     * Starts new brokers, which end with this JVM at the latest. They start in parallel, because they wait for each
     * other.
     */
    public static KafkaCluster start(Path home, int nodes) {
        Path folder = home.toAbsolutePath().normalize();
        List<Integer> ports = ports(nodes);
        List<Integer> controllerPorts = ports(nodes);
        String cluster = KafkaBrokerFolder.newClusterId();
        List<KafkaBroker> started = Collections.synchronizedList(new ArrayList<>());
        ParallelTasks.run(IntStream.rangeClosed(1, nodes)
                .<Runnable>mapToObj(node -> () -> started.add(KafkaBroker.start(
                        KafkaBrokerFolder.write(
                                folder.resolve("broker-" + node),
                                ports.get(node - 1),
                                cluster,
                                BrokerSettings.member(node, ports, controllerPorts)),
                        ProcessLifetime.BOUND)))
                .toList());
        return new KafkaCluster(List.copyOf(started));
    }

    private static List<Integer> ports(int number) {
        return Stream.generate(FreePort::any).distinct().limit(number).toList();
    }

    /** All brokers, comma-separated. */
    public String bootstrap() {
        return brokers.stream().map(KafkaBroker::bootstrap).collect(Collectors.joining(","));
    }

    public List<KafkaBroker> brokers() {
        return brokers;
    }

    @Override
    public void close() {
        ParallelTasks.run(
                brokers.stream().<Runnable>map(broker -> broker::close).toList());
    }
}
