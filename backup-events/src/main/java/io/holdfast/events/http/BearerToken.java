package io.holdfast.events.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The token that a client has to send. */
record BearerToken(String expected) {

    private static final String SCHEME = "Bearer ";

    /** In constant time. An empty token, as of an empty file, lets nobody in. */
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

    /** It is a secret. */
    @Override
    public String toString() {
        return "a token";
    }
}
