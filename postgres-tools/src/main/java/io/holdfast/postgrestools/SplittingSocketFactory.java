package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Sockets from which the driver reads long rows of a COPY in pieces; the driver makes it by its name. */
public final class SplittingSocketFactory extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new SplittingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw connectsItself();
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("the driver connects its sockets itself");
    }

    /** Once TLS is agreed on, what passes here is encrypted, and {@link SplittingTlsSocket} divides what is in it. */
    private static final class SplittingSocket extends Socket {

        private @Nullable CopyDataSplitter splitter;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (splitter == null) {
                splitter = new CopyDataSplitter(super.getInputStream());
            }
            return splitter;
        }
    }
}
