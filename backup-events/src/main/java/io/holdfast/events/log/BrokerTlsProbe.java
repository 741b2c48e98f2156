package io.holdfast.events.log;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * Detects that a broker requires TLS, before a client without TLS connects. Such a client misreads the TLS alert as the length of a 336 MiB
 * response, and its process runs out of memory, which does not indicate the cause.
 */
public final class BrokerTlsProbe {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final byte TLS_ALERT = 0x15;
    private static final short API_VERSIONS = 18;

    private BrokerTlsProbe() {}

    /** The address that requires TLS, if these settings do not use it; absent also if no broker answers. */
    public static Optional<String> at(Map<String, ?> settings) {
        Object protocol = settings.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        if (protocol != null && !protocol.toString().toUpperCase(Locale.ROOT).endsWith("PLAINTEXT")) {
            return Optional.empty();
        }
        Object bootstrap = settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return bootstrap == null
                ? Optional.empty()
                : Stream.of(bootstrap.toString().split(","))
                        .map(String::strip)
                        .filter(BrokerTlsProbe::answersByAlert)
                        .findFirst();
    }

    /** Sends the first request of every Kafka client: for the supported API versions. */
    private static boolean answersByAlert(String address) {
        String host = Utils.getHost(address);
        Integer port = Utils.getPort(address);
        if (host == null || port == null) {
            return false;
        }
        byte[] question = ByteBuffer.allocate(14)
                .putInt(10)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(0)
                .putShort((short) -1)
                .array();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.getOutputStream().write(question);
            return socket.getInputStream().read() == TLS_ALERT;
        } catch (IOException e) {
            return false;
        }
    }
}
