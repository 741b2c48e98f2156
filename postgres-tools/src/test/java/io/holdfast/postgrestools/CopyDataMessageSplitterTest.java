package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyDataMessageSplitterTest {

    private static final int PIECE = CopyDataMessageSplitter.PIECE;

    /** @param type message type of the protocol */
    private record Message(char type, byte[] payload) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7})
    void the_pieces_of_a_row_are_the_row(int length) throws IOException {
        byte[] row = bytes(length);

        List<Message> read = messages(splitter(bytes(List.of(message('R', 8), new Message('d', row)))));

        assertThat(read.getFirst().payload()).hasSize(8);
        assertThat(read.stream().skip(1)).allSatisfy(piece -> {
            assertThat(piece.type()).isEqualTo('d');
            assertThat(piece.payload()).hasSizeLessThanOrEqualTo(PIECE);
        });
        assertThat(joined(read.subList(1, read.size()))).isEqualTo(row);
    }

    @Test
    void a_long_message_of_another_type_passes_whole() throws IOException {
        List<Message> sent = List.of(message('R', 8), message('D', 5 * PIECE), message('C', 6));

        assertThat(splitter(bytes(sent)).readAllBytes()).isEqualTo(bytes(sent));
    }

    @Test
    void a_refusal_of_encryption_is_followed_by_messages() throws IOException {
        byte[] sent = joined(new byte[] {'N'}, bytes(List.of(message('R', 8), message('d', 2 * PIECE))));
        InputStream read = splitter(sent);

        assertThat(read.read()).isEqualTo('N');
        assertThat(messages(read)).extracting(Message::type).containsExactly('R', 'd', 'd');
    }

    @ParameterizedTest
    @ValueSource(chars = {'S', 'G', '\u0016'})
    void what_comes_after_an_agreement_on_encryption_is_not_touched(char agreed) throws IOException {
        byte[] sent = joined(new byte[] {(byte) agreed}, bytes(List.of(message('d', 5 * PIECE))));

        assertThat(splitter(sent).readAllBytes()).isEqualTo(sent);
    }

    @Test
    void the_bytes_may_come_in_any_portions() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Message> sent = sent(random);

            List<Message> read = messages(new CopyDataMessageSplitter(new Portions(bytes(sent), random)));

            assertThat(joined(read)).as("seed %d", seed).isEqualTo(joined(sent));
            assertThat(read.stream().filter(one -> one.type() != 'd').map(Message::type))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(sent.stream()
                            .filter(one -> one.type() != 'd')
                            .map(Message::type)
                            .toList());
        }
    }

    @Test
    void a_connection_that_ends_within_a_message_ends_there() throws IOException {
        byte[] sent = bytes(List.of(message('R', 8), message('d', 2 * PIECE)));

        for (int cut : List.of(3, 13, 15, 18, PIECE, PIECE + 40)) {
            byte[] half = java.util.Arrays.copyOf(sent, cut);
            assertThat(splitter(half).readAllBytes()).as("cut at %d", cut).hasSizeBetween(Math.min(cut, 13), cut + 10);
        }
    }

    @Test
    void a_length_that_no_message_has_is_an_error() {
        byte[] sent = {'R', 0, 0, 0, 3, 0, 0};

        assertThatThrownBy(() -> splitter(sent).readAllBytes()).isInstanceOf(IOException.class);
    }

    private static CopyDataMessageSplitter splitter(byte[] sent) {
        return new CopyDataMessageSplitter(new ByteArrayInputStream(sent));
    }

    private static List<Message> sent(Random random) {
        List<Message> sent = new ArrayList<>(List.of(message('R', 8)));
        for (int i = 0; i < 30; i++) {
            sent.add(
                    switch (random.nextInt(6)) {
                        case 0 -> message('d', random.nextInt(4 * PIECE));
                        case 1 -> message('d', PIECE * (1 + random.nextInt(3)));
                        case 2 -> message("DSZ".charAt(random.nextInt(3)), random.nextInt(2 * PIECE));
                        default -> message('d', random.nextInt(200));
                    });
        }
        return sent;
    }

    private static Message message(char type, int length) {
        return new Message(type, bytes(length));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(List<Message> messages) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (Message message : messages) {
                out.writeByte(message.type());
                out.writeInt(message.payload().length + 4);
                out.write(message.payload());
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Message> messages(InputStream read) throws IOException {
        DataInputStream in = new DataInputStream(read);
        List<Message> messages = new ArrayList<>();
        for (int type = in.read(); type >= 0; type = in.read()) {
            byte[] payload = new byte[in.readInt() - 4];
            in.readFully(payload);
            messages.add(new Message((char) type, payload));
        }
        return messages;
    }

    private static byte[] joined(List<Message> messages) {
        return joined(messages.stream().map(Message::payload).toArray(byte[][]::new));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Test
    void a_time_out_loses_nothing() throws IOException {
        byte[] sent = bytes(List.of(message('R', 8), message('d', 2 * PIECE + 9), message('C', 3)));
        CopyDataMessageSplitter read = new CopyDataMessageSplitter(new InputStream() {

            private int at;
            private boolean isLate;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                isLate = !isLate;
                if (isLate) {
                    throw new SocketTimeoutException();
                }
                if (at == sent.length) {
                    return -1;
                }
                int n = Math.min(Math.min(length, 3), sent.length - at);
                System.arraycopy(sent, at, into, from, n);
                at += n;
                return n;
            }
        });

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = patient(read); b >= 0; b = patient(read)) {
            all.write(b);
        }
        assertThat(joined(messages(new ByteArrayInputStream(all.toByteArray()))))
                .isEqualTo(joined(messages(new ByteArrayInputStream(sent))));
    }

    private static int patient(InputStream in) throws IOException {
        while (true) {
            try {
                return in.read();
            } catch (SocketTimeoutException late) {
                continue;
            }
        }
    }

    /** Sends portions of any size. */
    private static final class Portions extends InputStream {

        private final ByteArrayInputStream sent;
        private final Random random;

        Portions(byte[] sent, Random random) {
            this.sent = new ByteArrayInputStream(sent);
            this.random = random;
        }

        @Override
        public int read() {
            return sent.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return sent.read(into, from, 1 + random.nextInt(random.nextBoolean() ? length : Math.min(length, 9)));
        }
    }
}
