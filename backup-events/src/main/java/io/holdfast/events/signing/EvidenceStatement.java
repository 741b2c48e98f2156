package io.holdfast.events.signing;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * The signed statement about an evidence file: a few lines of text, so that {@code openssl} can verify it.
 *
 * @param head last link of the file's hash chain
 * @param database the only database of the file, or {@code all-databases}
 * @param by the requester of the signature, as claimed
 * @param at time of the signature, by the signing service's clock
 */
public record EvidenceStatement(
        Sha256 head, String database, Instant from, Instant to, int entries, String by, Instant at) {

    private static final String FORM = "holdfast-evidence-head-1";
    private static final int LONGEST_NAME = 200;

    public String text() {
        return String.join(
                        "\n",
                        FORM,
                        "head: " + head,
                        "database: " + database,
                        "from: " + from,
                        "to: " + to,
                        "entries: " + entries,
                        "asked by (claimed): " + ControlCharacterSanitizer.line(by, LONGEST_NAME),
                        "signed at: " + at)
                + "\n";
    }

    /** Ed25519 signature of the text, in Base64. */
    public String signedBy(ServiceSigningKey key) {
        return Base64.getEncoder().encodeToString(key.sign(text().getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a statement in this format contains the head and is signed with a key of the service. */
    public static boolean isSigned(
            String statement, String signature, Sha256 head, ServicePublicKeys keys, String service) {
        if (!statement.startsWith(FORM + "\nhead: " + head + "\n")) {
            return false;
        }
        try {
            return keys.isByAny(
                    service,
                    statement.getBytes(StandardCharsets.UTF_8),
                    Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
