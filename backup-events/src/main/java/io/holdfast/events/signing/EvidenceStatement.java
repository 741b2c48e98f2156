package io.holdfast.events.signing;

import io.holdfast.events.PrintableText;
import io.holdfast.events.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * What is signed about a file of evidence: a few lines of text, so that {@code openssl} can check it.
 *
 * @param head the last link of the file's chain
 * @param database the only one that the file is about, or {@code all-databases}
 * @param by who asked for the signature, as claimed
 * @param at when it was signed, by the signing service's clock
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
                        "asked by (claimed): " + PrintableText.line(by, LONGEST_NAME),
                        "signed at: " + at)
                + "\n";
    }

    /** Ed25519 over the text, in Base64. */
    public String signedBy(ServiceSigningKey key) {
        return Base64.getEncoder().encodeToString(key.sign(text().getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a statement of this form names the head, and a key of the service has signed it. */
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
