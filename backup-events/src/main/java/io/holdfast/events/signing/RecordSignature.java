package io.holdfast.events.signing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a record, in its header {@value #HEADER}: {@code ed25519 KEY-ID BASE64}.
 *
 * @param keyId 16 hexadecimal digits
 * @param bytes bytes of the signature
 */
public record RecordSignature(String keyId, byte[] bytes) {

    public static final String HEADER = "holdfast-signature";

    private static final String ALGORITHM = "ed25519";
    private static final String FORM = "holdfast-record-1";
    private static final Pattern TEXT = Pattern.compile(ALGORITHM + " ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)");

    /** Signs a record. */
    public static RecordSignature of(ServiceSigningKey key, String topic, byte @Nullable [] recordKey, byte[] value) {
        return new RecordSignature(key.id(), key.sign(signed(topic, recordKey, value)));
    }

    /** Parses a signature; empty if the format is unknown. */
    public static Optional<RecordSignature> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new RecordSignature(
                        matcher.group(1), Base64.getDecoder().decode(matcher.group(2))))
                : Optional.empty();
    }

    public String text() {
        return ALGORITHM + " " + keyId + " " + Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether it is a signature of exactly this record, with a key of this service. */
    public boolean isBy(
            ServicePublicKeys keys, String service, String topic, byte @Nullable [] recordKey, byte[] value) {
        return keys.isBy(service, keyId, signed(topic, recordKey, value), bytes);
    }

    /** The signed bytes: format, topic, key and value, each preceded by its length so that the parts are unambiguous. */
    static byte[] signed(String topic, byte @Nullable [] recordKey, byte[] value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            part(out, FORM.getBytes(StandardCharsets.US_ASCII));
            part(out, topic.getBytes(StandardCharsets.UTF_8));
            part(out, recordKey);
            part(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The length as four big-endian bytes; -1 for an absent key. */
    private static void part(DataOutputStream out, byte @Nullable [] part) throws IOException {
        out.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            out.write(part);
        }
    }
}
