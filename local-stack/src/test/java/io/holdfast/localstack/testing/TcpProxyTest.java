package io.holdfast.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void a_server_that_echoes_its_input() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket socket = echo.accept();
                    Thread.ofVirtual().start(() -> repeat(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
        proxy = TcpProxy.before(echo.getLocalPort());
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            return;
        }
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void bytes_pass() throws IOException {
        try (Socket socket = connect()) {
            assertThat(answer(socket, 100)).hasSize(100);
        }
    }

    @Test
    void a_delay_is_felt_and_nothing_is_lost() throws IOException {
        proxy.delay(Duration.ofMillis(60));
        long start = System.nanoTime();
        try (Socket socket = connect()) {
            assertThat(answer(socket, 100)).hasSize(100);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(110));
    }

    @Test
    void a_rejected_client_can_connect_later_on_the_same_port() throws IOException {
        try (Socket open = connect()) {
            answer(open, 1);
            proxy.refuse();

            assertThatThrownBy(() -> answer(open, 1)).isInstanceOf(IOException.class);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
        proxy.pass();
        try (Socket socket = connect()) {
            assertThat(answer(socket, 100)).hasSize(100);
        }
    }

    @Test
    void a_connection_is_reset_at_its_byte() throws IOException {
        proxy.cutAfter(150);
        try (Socket socket = connect()) {
            assertThat(answer(socket, 50)).hasSize(50);
            assertThatThrownBy(() -> answer(socket, 60)).isInstanceOf(SocketException.class);
        }
        try (Socket socket = connect()) {
            assertThat(answer(socket, 50)).hasSize(50);
        }
    }

    @Test
    void a_cut_for_once_leaves_the_next_connection_alone() throws IOException {
        proxy.cutOnceAfter(10);
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> answer(socket, 60)).isInstanceOf(SocketException.class);
        }
        try (Socket socket = connect()) {
            assertThat(answer(socket, 500)).hasSize(500);
        }
    }

    @Test
    void a_stalled_connection_continues_after_the_fault() throws IOException {
        try (Socket socket = connect()) {
            answer(socket, 1);
            proxy.stall();
            socket.setSoTimeout(100);
            socket.getOutputStream().write(new byte[10]);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            proxy.pass();
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static byte[] answer(Socket socket, int bytes) throws IOException {
        socket.getOutputStream().write(new byte[bytes]);
        byte[] answer = socket.getInputStream().readNBytes(bytes);
        if (answer.length < bytes) {
            throw new SocketException("ended after " + answer.length);
        }
        return answer;
    }
}
