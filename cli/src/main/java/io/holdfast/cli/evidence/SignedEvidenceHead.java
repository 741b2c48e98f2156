package io.holdfast.cli.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.Sha256;
import io.holdfast.events.codec.Json;
import io.holdfast.events.signing.AuthorizedPublishers;
import io.holdfast.events.signing.EvidenceStatement;
import io.holdfast.events.signing.ServicePublicKeys;
import java.util.Optional;

/**
 * A signed head, from the event log or from a signature file.
 *
 * @param statement the signed text
 * @param keyId id of the key, as the signer claims
 * @param signature Ed25519, in Base64
 */
public record SignedEvidenceHead(String statement, String keyId, String signature) {

    public static SignedEvidenceHead of(EvidenceSigned event) {
        return new SignedEvidenceHead(event.statement(), event.keyId(), event.signature());
    }

    /** Empty if the text is not a signed head. */
    public static Optional<SignedEvidenceHead> parse(String json) {
        try {
            JsonNode tree = Json.mapper().readTree(json);
            return tree.path("statement").isTextual() && tree.path("signature").isTextual()
                    ? Optional.of(new SignedEvidenceHead(
                            tree.path("statement").asText(),
                            tree.path("keyId").asText(),
                            tree.path("signature").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return CanonicalJson.text(EvidenceJsonMapper.tree(this)) + "\n";
    }

    /** Whether this is a valid signature of the head by a key of retention-service. */
    public boolean signs(Sha256 head, ServicePublicKeys keys) {
        return EvidenceStatement.isSigned(statement, signature, head, keys, AuthorizedPublishers.RETENTION);
    }
}
