package io.holdfast.events.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSignatureCheckTest {

    private static final String TOPIC = "backup-events";
    private static final byte[] KEY = "app".getBytes(UTF_8);
    private static final DatabaseId APP = new DatabaseId("app");
    private static final BackupId BACKUP = new BackupId(new UUID(1, 2));
    private static final BackupEvent VERIFIED = new BackupVerified(
            BACKUP, APP, BackupKind.FULL, new UUID(3, 4), VerificationLevel.L2, List.of(), List.of());
    private static final BackupEvent HELD = new BackupHeld(BACKUP, APP, "anna", "audit");

    @TempDir
    Path folder;

    private TestKeys keys;

    @BeforeEach
    void services_have_keys() {
        keys = new TestKeys(folder)
                .with(AuthorizedPublishers.VERIFY)
                .with(AuthorizedPublishers.DUMP)
                .with(AuthorizedPublishers.RETENTION);
    }

    private static Envelope<BackupEvent> by(String service, BackupEvent event) {
        return Envelope.of(URI.create("/holdfast/" + service), "id-1", Instant.parse("2026-05-18T02:00:00Z"), event);
    }

    private static byte[] bytes(Envelope<?> envelope) {
        return new EventCodec().encode(envelope);
    }

    private Optional<String> refusal(Envelope<?> envelope, byte[] value, @Nullable String signature) {
        RecordHeaders headers = new RecordHeaders();
        if (signature != null) {
            headers.add(RecordSignature.HEADER, signature.getBytes(UTF_8));
        }
        RawRecord record = new RawRecord(TOPIC, new UUID(0, 0), 0, 7, Instant.EPOCH, headers, value);
        return new RecordSignatureCheck(ServicePublicKeys.in(keys.publicKeys())).refusal(record, KEY, envelope);
    }

    private String signed(String service, byte[] value) {
        return RecordSignature.of(keys.key(service), TOPIC, KEY, value).text();
    }

    @Test
    void an_event_signed_by_its_service_is_accepted() {
        Envelope<?> verified = by(AuthorizedPublishers.VERIFY, VERIFIED);

        assertThat(refusal(verified, bytes(verified), signed(AuthorizedPublishers.VERIFY, bytes(verified))))
                .isEmpty();
    }

    @Test
    void an_unsigned_event_is_refused() {
        Envelope<?> verified = by(AuthorizedPublishers.VERIFY, VERIFIED);

        assertThat(refusal(verified, bytes(verified), null))
                .hasValueSatisfying(why -> assertThat(why).contains("not signed by verify-service"));
    }

    @Test
    void another_services_signature_does_not_count() {
        Envelope<?> verified = by(AuthorizedPublishers.VERIFY, VERIFIED);

        assertThat(refusal(verified, bytes(verified), signed(AuthorizedPublishers.DUMP, bytes(verified))))
                .hasValueSatisfying(why -> assertThat(why).contains("not a key of verify-service"));
    }

    @Test
    void a_service_cannot_publish_for_another() {
        Envelope<?> verified = by(AuthorizedPublishers.DUMP, VERIFIED);

        assertThat(refusal(verified, bytes(verified), signed(AuthorizedPublishers.DUMP, bytes(verified))))
                .hasValueSatisfying(why -> assertThat(why).contains("may not publish this type"));
    }

    @Test
    void a_signature_holds_for_one_value_one_key_and_one_topic() {
        Envelope<?> held = by(AuthorizedPublishers.RETENTION, HELD);
        byte[] value = bytes(held);
        ServiceSigningKey key = keys.key(AuthorizedPublishers.RETENTION);

        assertThat(refusal(held, "other".getBytes(UTF_8), signed(AuthorizedPublishers.RETENTION, value)))
                .isPresent();
        assertThat(refusal(
                        held, value, RecordSignature.of(key, TOPIC, null, value).text()))
                .isPresent();
        assertThat(refusal(
                        held,
                        value,
                        RecordSignature.of(key, "backup-requests", KEY, value).text()))
                .isPresent();
        assertThat(refusal(
                        held, value, RecordSignature.of(key, TOPIC, KEY, value).text()))
                .isEmpty();
    }

    @Test
    void a_header_in_another_format_is_not_a_signature() {
        Envelope<?> held = by(AuthorizedPublishers.RETENTION, HELD);

        assertThat(refusal(held, bytes(held), "ed25519 short")).isPresent();
        assertThat(refusal(
                        held,
                        bytes(held),
                        "rsa "
                                + signed(AuthorizedPublishers.RETENTION, bytes(held))
                                        .substring(8)))
                .isPresent();
    }

    @Test
    void a_service_may_have_two_keys_while_they_are_changed() {
        Envelope<?> held = by(AuthorizedPublishers.RETENTION, HELD);
        String old = signed(AuthorizedPublishers.RETENTION, bytes(held));

        keys.with(AuthorizedPublishers.RETENTION, "2");
        String recent = signed(AuthorizedPublishers.RETENTION, bytes(held));

        assertThat(old).isNotEqualTo(recent);
        assertThat(refusal(held, bytes(held), old)).isEmpty();
        assertThat(refusal(held, bytes(held), recent)).isEmpty();
    }

    @Test
    void a_key_whose_public_half_is_not_published_is_not_used() throws Exception {
        Files.delete(keys.publicKeys().resolve("dump-service.1.pem"));

        assertThatThrownBy(() -> keys.key(AuthorizedPublishers.DUMP))
                .isInstanceOf(UnusableSigningKeyException.class)
                .hasMessageContaining("not among the public keys");
    }

    @Test
    void a_folder_with_a_broken_key_is_refused_as_a_whole() throws Exception {
        Files.writeString(keys.publicKeys().resolve("restore-service.pem"), "nothing");

        assertThatThrownBy(() -> ServicePublicKeys.in(keys.publicKeys()))
                .isInstanceOf(UnusableSigningKeyException.class);
    }
}
