package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.Topic;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A request as another system would publish it: plain JSON, without the headers of CloudEvents.
 *
 * @param backup the id, which is derived from topic, partition and offset of the record
 * @param coordinates topic, partition and offset, such as {@code backup-requests-3@17}
 */
record PlainJsonBackupRequest(BackupId backup, String json, String coordinates) {

    private static final String TOPIC = Topic.BACKUP_REQUESTS.topicName();
    private static final long TIMEOUT_SECONDS = 20;

    static PlainJsonBackupRequest publish(String bootstrap, String database) {
        String json = "{\"database\":\"" + database + "\",\"label\":\"demo\"}";
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (Admin admin = Admin.create(settings);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Uuid topic = Objects.requireNonNull(topics.get(TOPIC)).topicId();
            RecordMetadata at =
                    producer.send(new ProducerRecord<>(TOPIC, database, json)).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return new PlainJsonBackupRequest(
                    backup(topic, at, database), json, TOPIC + "-" + at.partition() + "@" + at.offset());
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the broker at " + bootstrap + " did not accept the request",
                    "run the command again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.UNEXPECTED, "interrupted", "", e);
        }
    }

    /** For plain requests, id and source are derived from topic, partition and offset, as docs/events describes. */
    private static BackupId backup(Uuid topic, RecordMetadata at, String database) {
        UUID topicId = new UUID(topic.getMostSignificantBits(), topic.getLeastSignificantBits());
        String id = NameBasedUuid.within(topicId, at.partition() + "/" + at.offset())
                .toString();
        return BackupId.ofRequest(URI.create("/kafka/" + TOPIC), id, database, BackupKind.FULL.label());
    }
}
