package io.holdfast.restoreengine.contents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Buffers the current statement: completely if its end is needed, otherwise only its beginning. */
final class StatementBuffer {

    /** Exceeds the length of the prefixes by which statements are recognized. */
    private static final int BEGINNING = 64;

    /** Exceeds 1,600 columns with the longest names, all quoted. */
    private static final int LONGEST = 1 << 20;

    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    /** Returns whether the statement is still short enough to be parsed. */
    boolean add(byte b) {
        if (length >= BEGINNING && !isKeptWhole()) {
            return true;
        }
        if (length == LONGEST) {
            return false;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        bytes[length++] = b;
        return true;
    }

    private boolean isKeptWhole() {
        return beginsWith(CopyFromStdinStatement.BEGINNING) || beginsWith(SetvalStatementParser.BEGINNING);
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean beginsWith(String text) {
        if (length < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean is(String text) {
        return length == text.length() && beginsWith(text);
    }

    /** The text between the first two quotes; empty if there are none. */
    String firstLiteral() {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int from = text.indexOf('\'') + 1;
        int to = text.indexOf('\'', from);
        return from == 0 || to < 0 ? "" : text.substring(from, to);
    }
}
