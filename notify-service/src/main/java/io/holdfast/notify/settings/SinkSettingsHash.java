package io.holdfast.notify.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash of a sink's settings, to detect changes. The settings themselves are not stored, because they contain tokens and
 * passwords. The hash is salted and slow, so that passwords cannot be guessed from the hash in the catalog.
 */
public record SinkSettingsHash(byte[] salt, byte[] hash) {

    private static final int ITERATIONS = 100_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Hashes the current settings with a new salt.
     *
     * @throws SinkSettingsException if the URL or a secret cannot be read
     */
    public static SinkSettingsHash of(Sink sink) {
        byte[] salt = new byte[BYTES];
        RANDOM.nextBytes(salt);
        return new SinkSettingsHash(salt, hash(text(sink), salt));
    }

    /**
     * Returns whether this is the hash of these settings.
     *
     * @param text result of {@link #text(Sink)}
     */
    public boolean isOf(String text) {
        return MessageDigest.isEqual(hash, hash(text, salt));
    }

    /**
     * Returns all settings of an HTTP sink as text. The text contains secrets and is used only in memory.
     *
     * @throws SinkSettingsException if the URL or a secret cannot be read
     */
    public static String text(Sink sink) {
        return Stream.of(
                        Stream.of(
                                sink.address().get().uri().toString(),
                                sink.format().name()),
                        sink.subscription().databases().stream().sorted(),
                        sink.subscription().words().stream().sorted(),
                        Stream.of(String.valueOf(sink.fromBeginning())),
                        sink.keys().get().stream()
                                .map(key -> Base64.getEncoder().encodeToString(key.bytes())),
                        sink.headers().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(header -> header.getKey() + ": " + header.getValue()),
                        Stream.of(
                                sink.timeout().toString(),
                                sink.rule().giveUpAfter().toString(),
                                sink.permitted().toString()))
                .map(group -> group.map(SinkSettingsHash::quoted).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining());
    }

    /** Adds the length, so that different settings never produce the same text. */
    private static String quoted(String value) {
        return value.length() + ":" + value;
    }

    private static byte[] hash(String text, byte[] salt) {
        try {
            // Hashes the UTF-8 bytes first, because key specifications differ in how they encode characters.
            String digest = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(digest.toCharArray(), salt, ITERATIONS, BYTES * 8))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK does not support PBKDF2WithHmacSHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SinkSettingsHash that
                && MessageDigest.isEqual(salt, that.salt)
                && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        return "SinkSettingsHash";
    }
}
