package io.holdfast.verify.storage;

import io.holdfast.verify.drilling.SelfTestCopyDamage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A private file that is damaged on purpose. */
record SelfTestDamagedFile(Path file) {

    /** @return whether the bytes changed; zeroing zeros or swapping equal blocks changes nothing */
    boolean damage(SelfTestCopyDamage damage) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return switch (damage) {
                case SelfTestCopyDamage.FlippedBit flip -> {
                    ByteBuffer bytes = read(channel, flip.offset(), 1);
                    bytes.put(0, (byte) (bytes.get(0) ^ 1 << flip.bit()));
                    write(channel, bytes, flip.offset());
                    yield true;
                }
                case SelfTestCopyDamage.Zeroed zeroed -> {
                    ByteBuffer before = read(channel, zeroed.offset(), zeroed.length());
                    ByteBuffer zeros = ByteBuffer.allocate(zeroed.length());
                    write(channel, zeros, zeroed.offset());
                    yield !before.equals(ByteBuffer.allocate(zeroed.length()));
                }
                case SelfTestCopyDamage.Truncated cut -> {
                    channel.truncate(cut.length());
                    yield true;
                }
                case SelfTestCopyDamage.Swapped swap -> {
                    ByteBuffer first = read(channel, swap.first(), swap.length());
                    ByteBuffer second = read(channel, swap.second(), swap.length());
                    boolean differ = !first.equals(second);
                    write(channel, second, swap.first());
                    write(channel, first, swap.second());
                    yield differ;
                }
            };
        }
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            continue;
        }
        return bytes.flip();
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            channel.write(rest, offset + rest.position());
        }
    }
}
