package io.holdfast.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Measures the largest consumer lag of any group, once a second. */
final class ConsumerLagProbe implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Admin admin;
    private Instant next = Instant.MIN;
    private long most;

    ConsumerLagProbe(String bootstrap) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    void measure() throws Exception {
        if (Instant.now().isBefore(next)) {
            return;
        }
        next = Instant.now().plus(BETWEEN_LOOKS);
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        for (String group : groups) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            long ends = admin.listOffsets(wanted).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
            long read = committed.values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
            most = Math.max(most, ends - read);
        }
    }

    /**
     * The largest lag of one group, in records of all its partitions. Groups commit every five seconds, so the lag is
     * never quite zero.
     */
    long most() {
        return most;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
