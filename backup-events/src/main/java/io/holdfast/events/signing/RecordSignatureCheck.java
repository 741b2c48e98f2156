package io.holdfast.events.signing;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Envelope;
import io.holdfast.events.codec.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether an event is from a service that may publish it: the signature must be from a key of the service in the event's source, and
 * that service must be allowed to publish this type.
 */
public final class RecordSignatureCheck {

    private final ServicePublicKeys keys;

    public RecordSignatureCheck(ServicePublicKeys keys) {
        this.keys = keys;
    }

    /**
     * Why the event is refused, as a sentence for people; empty if it is genuine.
     *
     * @param recordKey the record's key, as received
     */
    public Optional<String> refusal(RawRecord record, byte @Nullable [] recordKey, Envelope<?> envelope) {
        if (!(envelope.message() instanceof BackupEvent event)) {
            return Optional.empty();
        }
        Set<String> publishers = AuthorizedPublishers.of(event);
        Optional<String> publisher = publishers.stream()
                .filter(service -> AuthorizedPublishers.sourceOf(service).equals(envelope.source()))
                .findFirst();
        if (publisher.isEmpty()) {
            return Optional.of("its source "
                    + ControlCharacterSanitizer.shortened(envelope.source().toString()) + " may not publish this type; "
                    + String.join(" or ", publishers.stream().sorted().toList()) + " may");
        }
        String service = publisher.get();
        Header header = record.headers().lastHeader(RecordSignature.HEADER);
        if (header == null || header.value() == null) {
            return Optional.of("it is not signed by " + service);
        }
        return RecordSignature.parse(new String(header.value(), StandardCharsets.UTF_8))
                .map(signature -> refusal(signature, service, record, recordKey))
                .orElseGet(() -> Optional.of("the format of its signature is unknown"));
    }

    private Optional<String> refusal(
            RecordSignature signature, String service, RawRecord record, byte @Nullable [] recordKey) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        if (signature.isBy(keys, service, record.topic(), recordKey, value)) {
            return Optional.empty();
        }
        return Optional.of(
                keys.contains(service, signature.keyId())
                        ? "its signature is not by " + service + ": the record was altered or forged"
                        : "its signature is by the key " + signature.keyId() + ", which is not a key of " + service);
    }
}
