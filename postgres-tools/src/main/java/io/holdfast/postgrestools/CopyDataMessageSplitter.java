package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;

/**
 * The stream from a PostgreSQL server, in which every long {@code CopyData} message is divided into several short ones. The server puts
 * each row of a COPY into one message, and the driver reads a whole message into memory. With short messages, the driver's memory does not
 * depend on the length of a row. All other bytes pass unchanged.
 *
 * <p>The start of the stream is the start-up of the protocol (version 3, "Message Flow"). An {@code N} refuses encryption, and the next
 * answer follows. {@code R}, {@code E} and {@code v} are message types. Any other byte, such as the answer that accepts encryption, starts
 * data that is not a message stream. These data pass unchanged to the end. Not thread-safe.
 */
final class CopyDataMessageSplitter extends InputStream {

    /** Maximum number of row bytes in one message; longer messages are divided. */
    static final int PIECE = 64 * 1024;

    private static final int TYPE_AND_LENGTH = 5;
    private static final int OWN_LENGTH = 4;

    private final InputStream server;
    private final byte[] buffer = new byte[PIECE];
    private final byte[] header = new byte[TYPE_AND_LENGTH];

    private Content content = Content.START_UP;
    /** Number of bytes of {@link #header} that were read; the maximum if none is expected. */
    private int headerRead = TYPE_AND_LENGTH;
    /** The bytes from {@code first} to {@code ready} can be read; the bytes after them are not parsed yet. */
    private int first;

    private int ready;
    private int end;
    /** Bytes of the current message that are still to come. */
    private long ofMessage;
    /** Bytes of a long message that are not in a short message yet. */
    private long ofLongMessage;

    private enum Content {
        START_UP,
        MESSAGES,
        OTHER
    }

    CopyDataMessageSplitter(InputStream server) {
        this.server = server;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!hasReady()) {
            peek();
            if (!hasReady() && !fill()) {
                return -1;
            }
        }
        if (headerRead < TYPE_AND_LENGTH) {
            int n = Math.min(length, TYPE_AND_LENGTH - headerRead);
            System.arraycopy(header, headerRead, into, from, n);
            headerRead += n;
            return n;
        }
        int n = Math.min(length, ready - first);
        System.arraycopy(buffer, first, into, from, n);
        first += n;
        return n;
    }

    /** The number of bytes that can be read without waiting, including those that are buffered in the server's stream. */
    @Override
    public int available() throws IOException {
        if (!hasReady()) {
            peek();
        }
        return hasReady() ? TYPE_AND_LENGTH - headerRead + ready - first : server.available();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private boolean hasReady() {
        return headerRead < TYPE_AND_LENGTH || first < ready;
    }

    /** Returns false at the end of the stream. A time-out changes nothing. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, first, buffer, 0, end - first);
        end -= first;
        first = 0;
        ready = 0;
        int n = server.read(buffer, end, buffer.length - end);
        if (n < 0) {
            content = Content.OTHER;
            return end > 0;
        }
        end += n;
        return true;
    }

    /** Makes bytes of the buffer ready, up to the next message that must be divided. */
    private void peek() throws IOException {
        while (first == ready && content == Content.START_UP && ready < end) {
            startUp();
        }
        switch (content) {
            case START_UP -> {}
            case OTHER -> ready = end;
            case MESSAGES -> {
                while (headerRead == TYPE_AND_LENGTH && goesOn()) {
                    // Each iteration makes a message ready, or a part of it.
                }
            }
        }
    }

    private void startUp() {
        switch (buffer[ready]) {
            case 'N' -> ready++;
            case 'R', 'E', 'v' -> content = Content.MESSAGES;
            default -> content = Content.OTHER;
        }
    }

    private boolean goesOn() throws IOException {
        if (ready == end) {
            return false;
        }
        if (ofMessage > 0) {
            int n = (int) Math.min(ofMessage, end - ready);
            ready += n;
            ofMessage -= n;
            return true;
        }
        if (ofLongMessage > 0) {
            return first == ready && beginPiece();
        }
        return end - ready >= TYPE_AND_LENGTH && beginMessage();
    }

    private boolean beginMessage() throws IOException {
        int length = (buffer[ready + 1] & 0xff) << 24
                | (buffer[ready + 2] & 0xff) << 16
                | (buffer[ready + 3] & 0xff) << 8
                | buffer[ready + 4] & 0xff;
        if (length < OWN_LENGTH) {
            throw new IOException("the server sent a message with the invalid length " + length);
        }
        if (buffer[ready] != 'd' || length - OWN_LENGTH <= PIECE) {
            ofMessage = 1L + length;
            return true;
        }
        if (first < ready) {
            return false;
        }
        ready += TYPE_AND_LENGTH;
        first = ready;
        ofLongMessage = length - OWN_LENGTH;
        return true;
    }

    private boolean beginPiece() {
        int piece = (int) Math.min(ofLongMessage, PIECE);
        int length = piece + OWN_LENGTH;
        header[0] = 'd';
        header[1] = (byte) (length >>> 24);
        header[2] = (byte) (length >>> 16);
        header[3] = (byte) (length >>> 8);
        header[4] = (byte) length;
        headerRead = 0;
        ofLongMessage -= piece;
        ofMessage = piece;
        return false;
    }
}
