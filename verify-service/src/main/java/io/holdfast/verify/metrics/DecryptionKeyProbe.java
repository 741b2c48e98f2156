package io.holdfast.verify.metrics;

import io.holdfast.store.age.AgeDecryptionKeys;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.holdfast.store.age.AgeFileDecryptor;
import io.holdfast.store.age.AgeFileEncryptor;
import io.holdfast.store.age.DecryptAgeFileResult;
import io.holdfast.store.age.ReadDecryptionKeysResult;
import io.holdfast.store.settings.DatabaseEncryptionRecipients;
import io.holdfast.verify.storage.DecryptionKeyFileReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** Checks that this service can decrypt today's backups: it encrypts a nonce to the recipients and decrypts it again. */
@ApplicationScoped
public class DecryptionKeyProbe {

    private static final int NONCE = 32;

    private final DatabaseEncryptionRecipients recipients;
    private final DecryptionKeyFileReader file;
    private final SecureRandom random = new SecureRandom();

    DecryptionKeyProbe(DatabaseEncryptionRecipients recipients, DecryptionKeyFileReader file) {
        this.recipients = recipients;
        this.file = file;
    }

    /** The result of a probe. */
    public sealed interface Probed {

        /** No key is configured, or the configured settings encrypt nothing. */
        record NothingToTry() implements Probed {}

        /** @param lists number of different recipient lists that were tried */
        record Works(int lists) implements Probed {}

        /** @param why description for a person */
        record Fails(String why) implements Probed {}
    }

    public Probed probe() {
        Optional<ReadDecryptionKeysResult> keys = recipients.all().isEmpty() ? Optional.empty() : file.identities();
        if (keys.isEmpty()) {
            return new Probed.NothingToTry();
        }
        return switch (keys.get()) {
            case ReadDecryptionKeysResult.NoIdentities none -> new Probed.Fails(none.reason());
            case AgeDecryptionKeys some -> {
                long closed = recipients.all().stream()
                        .filter(list -> !opens(some, list))
                        .count();
                yield closed == 0
                        ? new Probed.Works(recipients.all().size())
                        : new Probed.Fails("recipient lists without any private key in the identity file: " + closed
                                + " of " + recipients.all().size());
            }
        };
    }

    private boolean opens(AgeDecryptionKeys identities, AgeEncryptionRecipients list) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (OutputStream stream = AgeFileEncryptor.to(list, file)) {
                stream.write(nonce);
            }
            if (!(AgeFileDecryptor.of(identities, new ByteArrayInputStream(file.toByteArray()))
                    instanceof DecryptAgeFileResult.Opened opened)) {
                return false;
            }
            try (InputStream plain = opened.plain()) {
                return Arrays.equals(nonce, plain.readAllBytes());
            }
        } catch (IOException e) {
            return false;
        }
    }
}
