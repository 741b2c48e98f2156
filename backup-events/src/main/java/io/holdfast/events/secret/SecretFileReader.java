package io.holdfast.events.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a secret from a small text file, in UTF-8 with or without a byte order mark. Lines end with LF, CR LF or CR. Blanks are part of a line.
 * Any other content is refused with a specific message, because a truncated or altered password could lock a role.
 *
 * <p>{@code io.holdfast.postgrestools.PostgresSecretFileReader} follows the same rules, but neither module may depend on the other. A test in
 * restore-engine compares the two.
 */
public final class SecretFileReader {

    private static final int LARGEST = 64 << 10;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private SecretFileReader() {}

    /**
     * Returns the first line, without its line end.
     *
     * @throws UnusableSecretFileException if there is none, or it is empty
     */
    public static String firstLine(Path file) throws UnusableSecretFileException {
        List<String> lines = lines(file);
        if (lines.isEmpty()) {
            throw new UnusableSecretFileException(file, "is empty");
        }
        if (lines.getFirst().isEmpty()) {
            throw new UnusableSecretFileException(file, "has an empty first line");
        }
        return lines.getFirst();
    }

    /**
     * Returns all lines, without their line ends.
     *
     * @throws UnusableSecretFileException if the file cannot be read, or is not UTF-8 text
     */
    public static List<String> lines(Path file) throws UnusableSecretFileException {
        return text(file, bytes(file)).lines().toList();
    }

    private static byte[] bytes(Path file) throws UnusableSecretFileException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnusableSecretFileException(file, "is longer than 64 KiB");
            }
            return bytes;
        } catch (UnusableSecretFileException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new UnusableSecretFileException(file, "does not exist (NoSuchFileException)");
        } catch (AccessDeniedException e) {
            throw new UnusableSecretFileException(file, "is not readable by this user (AccessDeniedException)");
        } catch (IOException e) {
            throw new UnusableSecretFileException(
                    file,
                    Files.isDirectory(file)
                            ? "is a folder"
                            : "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String text(Path file, byte[] bytes) throws UnusableSecretFileException {
        if (begins(bytes, 0xfe, 0xff) || begins(bytes, 0xff, 0xfe)) {
            throw new UnusableSecretFileException(file, "is in UTF-16, not UTF-8");
        }
        for (byte one : bytes) {
            if (one == 0) {
                throw new UnusableSecretFileException(
                        file, "contains a zero byte: it is in UTF-16 or UTF-32, or is not text");
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new UnusableSecretFileException(
                    file, "is not in UTF-8 but possibly in Latin-1: check byte " + (in.position() + 1));
        }
        String text = out.flip().toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }
}
