package io.holdfast.events.log;

import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.log.SigningSettings.Verify;
import io.holdfast.events.signing.RecordSignatureCheck;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.ServiceSigningKey;
import io.holdfast.events.signing.UnusableSigningKeyException;
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

/** This service's signing key, and the check whether an event is from a service that may publish it. */
@ApplicationScoped
public class EventSignatures {

    private static final Logger LOG = Logger.getLogger(EventSignatures.class);

    /** Forged records must not trigger a read of the folder each time. */
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
     * Runs before any channel reads.
     *
     * @throws IllegalStateException if events must be checked and there are no usable keys
     */
    void atStartUp(@Observes @Priority(1) StartupEvent event) {
        if (settings.verify() == Verify.OFF) {
            LOG.warn(
                    "holdfast.signing.verify is off: events of every client with write access to backup-events are accepted");
        } else {
            try {
                keys();
            } catch (UnusableSigningKeyException e) {
                throw new IllegalStateException(
                        e.getMessage()
                                + ". Hint: see docs/kafka.md, section 'Signed events'; holdfast.signing.verify=off disables the check.",
                        e);
            }
        }
    }

    /**
     * Reads this service's key; empty if there is none and none is required.
     *
     * @throws UnusableSigningKeyException if it cannot be read, or others could not check its signatures
     */
    public Optional<ServiceSigningKey> key() {
        if (settings.keyFile().isEmpty() && settings.verify() == Verify.OFF) {
            return Optional.empty();
        }
        Path file = settings.keyFile()
                .orElseThrow(() -> new UnusableSigningKeyException(
                        "holdfast.signing.key-file is not set, so events cannot be signed"));
        return Optional.of(ServiceSigningKey.read(file, service, ServicePublicKeys.in(folder())));
    }

    /** The public keys, as last read; absent if nothing is checked. */
    public Optional<ServicePublicKeys> publicKeys() {
        return settings.verify() == Verify.OFF && settings.publicKeys().isEmpty()
                ? Optional.empty()
                : Optional.of(keys());
    }

    /** Why the event is refused; empty if it is accepted. */
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

    /** Only the broker's timestamp counts, because a sender could write any time. */
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

    /** An unknown key may have been added since the last read. If the folder cannot be read any more, the known keys stay. */
    private synchronized boolean readAgain() {
        if (clock.instant().isBefore(knownSince.plus(BETWEEN_READINGS))) {
            return false;
        }
        knownSince = clock.instant();
        try {
            known = ServicePublicKeys.in(folder());
            return true;
        } catch (UnusableSigningKeyException e) {
            LOG.warnf("Could not read the public keys again; the known keys stay in use: %s", e.getMessage());
            return false;
        }
    }

    private Path folder() {
        return settings.publicKeys()
                .orElseThrow(() -> new UnusableSigningKeyException(
                        "holdfast.signing.public-keys is not set, so events cannot be checked"));
    }
}
