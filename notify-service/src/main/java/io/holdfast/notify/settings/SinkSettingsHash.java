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
 * Tells whether a sink's settings are still those of an earlier moment, without keeping them: they hold tokens and passwords.
 * The hash is salted and slow, so that who reads it in the catalogue cannot guess a password from it.
 */
public record SinkSettingsHash(byte[] salt, byte[] hash) {

    private static final int ITERATIONS = 100_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Of the settings as they are now, with a salt of its own.
     *
     * @throws SinkSettingsException if the URL or a secret cannot be read
     */
    public static SinkSettingsHash of(Sink sink) {
        byte[] salt = new byte[BYTES];
        RANDOM.nextBytes(salt);
        return new SinkSettingsHash(salt, hash(text(sink), salt));
    }

    /**
     * Whether the settings are now what they were.
     *
     * @param text as {@link #text(Sink)} gives it
     */
    public boolean isOf(String text) {
        return MessageDigest.isEqual(hash, hash(text, salt));
    }

    /**
     * All settings of a sink of HTTP, for this class and for comparisons in memory; it holds secrets.
     *
     * @throws SinkSettingsException if the URL or a secret cannot be read
     */
    public static String text(Sink sink) {
        return Stream.of(
                        Stream.of(
                                sink.address().get().uri().toString(),
                                sink.format().name()),
                        sink.interest().databases().stream().sorted(),
                        sink.interest().words().stream().sorted(),
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

    /** So that no two settings make the text of two others. */
    private static String quoted(String value) {
        return value.length() + ":" + value;
    }

    private static byte[] hash(String text, byte[] salt) {
        try {
            // Of the bytes, because a key specification takes characters of any kind differently.
            String digest = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(digest.toCharArray(), salt, ITERATIONS, BYTES * 8))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
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
