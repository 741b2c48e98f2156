package io.holdfast.store.age;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The readable header of an age file (age-encryption.org/v1), checked as far as possible without a key.
 *
 * @param recipients type of each stanza, such as {@code X25519}; a stanza does not reveal its recipient
 * @param bytes length of the header
 */
public record AgeEncryptedFileHeader(List<String> recipients, int bytes) {

    private static final String VERSION = "age-encryption.org/v1";
    private static final int LONGEST = 64 << 10;
    private static final int FULL_LINE = 64;
    private static final Pattern STANZA = Pattern.compile("-> ([!-~]+)( [!-~]+)*");
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9+/]{0,64}");
    private static final Pattern END = Pattern.compile("--- [A-Za-z0-9+/]{43}");

    private static final int NONCE = 16;
    private static final int TAG = 16;
    private static final int PIECE = (64 << 10) + TAG;

    public AgeEncryptedFileHeader {
        recipients = List.copyOf(recipients);
    }

    /** Whether these are the first bytes of an age file. */
    public static boolean begins(byte[] file) {
        byte[] version = (VERSION + "\n").getBytes(StandardCharsets.US_ASCII);
        return file.length >= version.length && Arrays.equals(file, 0, version.length, version, 0, version.length);
    }

    /** Parses the header; empty if age would not accept it. The position of the stream after this call is undefined. */
    public static Optional<AgeEncryptedFileHeader> parse(InputStream file) throws IOException {
        Lines lines = new Lines(file.readNBytes(LONGEST));
        if (!lines.next().equals(VERSION)) {
            return Optional.empty();
        }
        List<String> recipients = new ArrayList<>();
        String line = lines.next();
        while (STANZA.matcher(line).matches() && lines.skipBody()) {
            recipients.add(line.split(" ", 3)[1]);
            line = lines.next();
        }
        return END.matcher(line).matches() && !recipients.isEmpty()
                ? Optional.of(new AgeEncryptedFileHeader(recipients, lines.position))
                : Optional.empty();
    }

    /** The number of plain bytes in a file of this length; empty if no valid file has this length. */
    public OptionalLong plainBytes(long stored) {
        long pieces = stored - bytes - NONCE;
        long last = pieces % PIECE;
        boolean whole = last == 0 ? pieces > 0 : last > TAG || pieces == TAG;
        return whole ? OptionalLong.of(pieces - TAG * ((pieces + PIECE - 1) / PIECE)) : OptionalLong.empty();
    }

    private static final class Lines {

        private final byte[] bytes;
        private int position;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The next complete line; an empty string if there is none. */
        String next() {
            int from = position;
            for (int i = from; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    position = i + 1;
                    return new String(bytes, from, i - from, StandardCharsets.ISO_8859_1);
                }
            }
            position = bytes.length;
            return "";
        }

        /** Skips full lines up to one that is not full. */
        boolean skipBody() {
            String line = next();
            while (line.length() == FULL_LINE && BODY.matcher(line).matches()) {
                line = next();
            }
            return BODY.matcher(line).matches();
        }
    }
}
