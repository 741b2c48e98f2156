package io.holdfast.cli;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.signing.AuthorizedPublishers;
import io.holdfast.events.signing.EvidenceStatement;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.ServiceSigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Signs heads of evidence, as retention-service does. */
final class TestSigner {

    private final Path folder;

    TestSigner(Path folder) {
        this.folder = folder;
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.createDirectories(publicKeys());
            Files.writeString(publicKeys().resolve("retention-service.pem"), pem("PUBLIC KEY", pair.getPublic()));
            Files.writeString(privateKey(), pem("PRIVATE KEY", pair.getPrivate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Path publicKeys() {
        return folder.resolve("public");
    }

    private Path privateKey() {
        return folder.resolve("private.pem");
    }

    List<Message> answer(Envelope<?> envelope) {
        if (!(envelope.message() instanceof SignEvidenceRequested request)) {
            return List.of();
        }
        ServiceSigningKey key = ServiceSigningKey.read(
                privateKey(), AuthorizedPublishers.RETENTION, ServicePublicKeys.in(publicKeys()));
        EvidenceStatement statement = new EvidenceStatement(
                request.head(),
                request.database(),
                request.from(),
                request.to(),
                request.entries(),
                request.by(),
                Instant.EPOCH);
        return List.of(new EvidenceSigned(
                new DatabaseId(request.database()),
                envelope.requestRef(),
                request.head(),
                request.by(),
                statement.text(),
                key.id(),
                statement.signedBy(key)));
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + label + "-----\n";
    }
}
