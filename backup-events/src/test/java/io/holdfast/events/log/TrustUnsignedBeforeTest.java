package io.holdfast.events.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.signing.AuthorizedPublishers;
import io.holdfast.events.signing.TestKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unsigned events from the time before signing, and unsigned events from later. */
class TrustUnsignedBeforeTest {

    private static final Instant UPGRADE = Instant.parse("2026-12-01T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void an_unsigned_event_that_the_broker_appended_before_the_upgrade_is_accepted() {
        assertThat(refusal(UPGRADE.minusMillis(1), TimestampType.LOG_APPEND_TIME))
                .isEmpty();
    }

    @Test
    void an_unsigned_event_that_the_broker_appended_afterwards_is_refused() {
        assertThat(refusal(UPGRADE, TimestampType.LOG_APPEND_TIME))
                .hasValueSatisfying(why -> assertThat(why).contains("not signed by retention-service"));
    }

    @Test
    void a_time_that_the_sender_chose_is_not_trusted() {
        assertThat(refusal(UPGRADE.minus(Duration.ofDays(9)), TimestampType.CREATE_TIME))
                .isPresent();
    }

    /** The event's own time is always a year ago, as a forger would set it. */
    private Optional<String> refusal(Instant time, TimestampType kind) {
        Envelope<?> held = Envelope.of(
                URI.create("/holdfast/" + AuthorizedPublishers.RETENTION),
                "id-1",
                UPGRADE.minus(Duration.ofDays(365)),
                new BackupHeld(new BackupId(new UUID(1, 2)), new DatabaseId("app"), "anna", "audit"));
        byte[] value = new EventCodec().encode(held);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                Topic.BACKUP_EVENTS.topicName(),
                0,
                7,
                time.toEpochMilli(),
                kind,
                0,
                value.length,
                "app".getBytes(UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
        return signing().refusal(record, RawRecord.of(record), held);
    }

    private EventSignatures signing() {
        Path keys = new TestKeys(folder).with(AuthorizedPublishers.RETENTION).publicKeys();
        return new EventSignatures(
                new SigningSettings() {
                    @Override
                    public Optional<Path> keyFile() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Path> publicKeys() {
                        return Optional.of(keys);
                    }

                    @Override
                    public Verify verify() {
                        return Verify.REQUIRED;
                    }

                    @Override
                    public Optional<Instant> trustedBefore() {
                        return Optional.of(UPGRADE);
                    }
                },
                Clock.fixed(UPGRADE, ZoneOffset.UTC),
                AuthorizedPublishers.RETENTION);
    }
}
