package io.holdfast.events.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The token that a client must send. */
record BearerToken(String expected) {

    private static final String SCHEME = "Bearer ";

    /** Compares in constant time. An empty token, for example from an empty file, never matches. */
    boolean isIn(String authorization) {
        return !isEmpty()
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        bytes(expected),
                        bytes(authorization.substring(SCHEME.length()).strip()));
    }

    boolean isEmpty() {
        return expected.isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Does not show the token, because it is a secret. */
    @Override
    public String toString() {
        return "a token";
    }
}
