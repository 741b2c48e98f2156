package io.holdfast.events.log;

import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.log.SigningSettings.Verify;
import io.holdfast.events.signing.RecordSignatureCheck;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.ServiceSigningKey;
import io.holdfast.events.signing.UnusableKeyException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** This service's key, and whether an event is by the service that may publish it. */
@ApplicationScoped
public class EventSignatures {

    private static final Logger LOG = Logger.getLogger(EventSignatures.class);

    /** A forged record must not make us read the folder as fast as it can be sent. */
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(10);

    private final SigningSettings settings;
    private final String service;
    private final Clock clock;
    private @Nullable ServicePublicKeys known;
    private Instant knownSince = Instant.MIN;

    EventSignatures(
            SigningSettings settings, Clock clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.settings = settings;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Before any channel reads.
     *
     * @throws IllegalStateException if events have to be checked and there is nothing to check them by
     */
    void atStartUp(@Observes @Priority(1) StartupEvent event) {
        if (settings.verify() == Verify.OFF) {
            LOG.warn("holdfast.signing.verify is off: whoever may write backup-events is believed");
        } else {
            try {
                keys();
            } catch (UnusableKeyException e) {
                throw new IllegalStateException(
                        e.getMessage()
                                + ". Hint: docs/kafka.md, section 'Signed events'; holdfast.signing.verify=off does without.",
                        e);
            }
        }
    }

    /**
     * This service's key, read anew; empty where there is none and none is asked for.
     *
     * @throws UnusableKeyException if it cannot be read, or others could not check what it signs
     */
    public Optional<ServiceSigningKey> key() {
        if (settings.keyFile().isEmpty() && settings.verify() == Verify.OFF) {
            return Optional.empty();
        }
        Path file = settings.keyFile()
                .orElseThrow(() ->
                        new UnusableKeyException("holdfast.signing.key-file is not set, so nothing can be signed"));
        return Optional.of(ServiceSigningKey.read(file, service, ServicePublicKeys.in(folder())));
    }

    /** The public keys, as they were read last; absent where nothing is checked. */
    public Optional<ServicePublicKeys> publicKeys() {
        return settings.verify() == Verify.OFF && settings.publicKeys().isEmpty()
                ? Optional.empty()
                : Optional.of(keys());
    }

    /** Why the event is not believed; empty where it is. */
    public Optional<String> refusal(ConsumerRecord<byte[], byte[]> record, RawRecord raw, Envelope<?> envelope) {
        if (settings.verify() == Verify.OFF
                || !record.topic().equals(Topic.BACKUP_EVENTS.topicName())
                || isOfBefore(record)) {
            return Optional.empty();
        }
        Optional<String> refusal = new RecordSignatureCheck(keys()).refusal(raw, record.key(), envelope);
        return refusal.isPresent() && readAgain()
                ? new RecordSignatureCheck(keys()).refusal(raw, record.key(), envelope)
                : refusal;
    }

    /** Only the broker's own time counts: a sender could write any. */
    private boolean isOfBefore(ConsumerRecord<byte[], byte[]> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                && settings.trustedBefore()
                        .map(before -> Instant.ofEpochMilli(record.timestamp()).isBefore(before))
                        .orElse(false);
    }

    private synchronized ServicePublicKeys keys() {
        ServicePublicKeys keys = known;
        if (keys == null) {
            keys = ServicePublicKeys.in(folder());
            known = keys;
            knownSince = clock.instant();
        }
        return keys;
    }

    /** A key that is not known may have come since. What can no longer be read does not take away what is known. */
    private synchronized boolean readAgain() {
        if (clock.instant().isBefore(knownSince.plus(BETWEEN_READINGS))) {
            return false;
        }
        knownSince = clock.instant();
        try {
            known = ServicePublicKeys.in(folder());
            return true;
        } catch (UnusableKeyException e) {
            LOG.warnf("The public keys are not read again: %s", e.getMessage());
            return false;
        }
    }

    private Path folder() {
        return settings.publicKeys()
                .orElseThrow(() -> new UnusableKeyException(
                        "holdfast.signing.public-keys is not set, so no event can be checked"));
    }
}
