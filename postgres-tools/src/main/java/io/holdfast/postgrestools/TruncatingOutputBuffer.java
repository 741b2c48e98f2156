package io.holdfast.postgrestools;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the start and the end of the bytes that are written to it. Not thread-safe. */
final class TruncatingOutputBuffer {

    private final byte[] head;
    private final byte[] tail;
    private long written;

    TruncatingOutputBuffer(int limit) {
        this.head = new byte[limit / 2];
        this.tail = new byte[limit - limit / 2];
    }

    void write(byte[] bytes, int length) {
        int offset = 0;
        if (written < head.length) {
            offset = (int) Math.min(length, head.length - written);
            System.arraycopy(bytes, 0, head, (int) written, offset);
            written += offset;
        }
        for (; offset < length; offset++) {
            tail[(int) ((written - head.length) % tail.length)] = bytes[offset];
            written++;
        }
    }

    String text() {
        if (written <= head.length) {
            return new String(head, 0, (int) written, StandardCharsets.UTF_8);
        }
        long beyond = written - head.length;
        if (beyond <= tail.length) {
            return join(head, Arrays.copyOf(tail, (int) beyond));
        }
        int oldest = (int) (beyond % tail.length);
        byte[] last = new byte[tail.length];
        System.arraycopy(tail, oldest, last, 0, tail.length - oldest);
        System.arraycopy(tail, 0, last, tail.length - oldest, oldest);
        String gap = "\n… " + (beyond - tail.length) + " bytes left out …\n";
        return new String(head, StandardCharsets.UTF_8) + gap + new String(last, StandardCharsets.UTF_8);
    }

    private static String join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return new String(both, StandardCharsets.UTF_8);
    }
}
