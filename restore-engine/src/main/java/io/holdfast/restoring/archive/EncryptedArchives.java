package io.holdfast.restoring.archive;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.store.age.AgeHeader;
import io.holdfast.store.age.Decrypting;
import io.holdfast.store.age.Decryption;
import io.holdfast.store.age.Identifying;
import io.holdfast.store.age.Identities;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Archives that are age files: opened where a key is here, and otherwise looked at as far as one can without. */
public final class EncryptedArchives {

    private final Supplier<Optional<Identifying>> keys;

    /** @param keys read anew for every use, so that a rotated one is noticed; empty where none are configured */
    public EncryptedArchives(Supplier<Optional<Identifying>> keys) {
        this.keys = keys;
    }

    /** What to do with the plain bytes. */
    public interface Reader {

        Decoding read(InputStream plain) throws IOException;
    }

    /** @throws IOException if the file cannot be read, which says nothing about it */
    public Decoding open(Copy copy, InputStream file, Reader reader) throws IOException {
        Optional<Identifying> found = keys.get();
        if (found.isEmpty()) {
            return withoutKey(
                    copy,
                    file,
                    "no private key is configured here. Set holdfast.encryption.identity-file for this service, or"
                            + " holdfast.databases.<id>.trusted-level=L1 where checksums are to be enough");
        }
        return switch (found.get()) {
            case Identifying.NoIdentities none ->
                new Decoding.NoKey(copy.ref() + " is encrypted, and " + none.reason(), true);
            case Identities some -> open(copy, file, some, reader);
        };
    }

    /**
     * The plain bytes of a file that was opened before.
     *
     * @throws IOException if it cannot be read, or no key fits any more
     */
    public InputStream plain(InputStream file) throws IOException {
        if (keys.get().orElse(null) instanceof Identities some
                && Decryption.of(some, file) instanceof Decrypting.Opened opened) {
            return opened.plain();
        }
        throw new IOException("it cannot be decrypted any more");
    }

    private static Decoding open(Copy copy, InputStream file, Identities some, Reader reader) throws IOException {
        return switch (Decryption.of(some, file)) {
            case Decrypting.Opened opened -> {
                try (InputStream plain = opened.plain()) {
                    yield reader.read(plain);
                }
            }
            case Decrypting.NoKey none ->
                new Decoding.NoKey(
                        "%s is encrypted to %d recipients, and none of the private keys in holdfast.encryption.identity-file fits"
                                .formatted(copy.ref(), none.recipients()),
                        true);
            case Decrypting.Broken broken -> doesNotDecrypt(copy, broken.how());
        };
    }

    /** Whose header it is cannot be seen, but whether it is one, and whether the file's length is possible. */
    private static Decoding withoutKey(Copy copy, InputStream file, String why) throws IOException {
        Optional<AgeHeader> header = AgeHeader.parse(file);
        OptionalLong plain = header.map(found -> found.plainBytes(copy.bytes())).orElse(OptionalLong.empty());
        if (plain.isEmpty()) {
            return doesNotDecrypt(copy, "it is no whole file of age's format");
        }
        return new Decoding.NoKey(
                "%s is encrypted to %d recipients, and %s"
                        .formatted(copy.ref(), header.orElseThrow().recipients().size(), why),
                false);
    }

    static Decoding doesNotDecrypt(Copy copy, String how) {
        return new Decoding.Undecodable(new Finding("does_not_decrypt", copy.ref() + " does not decrypt: " + how));
    }
}
