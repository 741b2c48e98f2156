package io.holdfast.notify.webhook;

import io.holdfast.notify.sending.PermittedAddressResolver.AddressRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Describes why a request got no response. Messages of libraries are not used, because they may contain the URL. */
final class WebhookErrorDiagnosis {

    private WebhookErrorDiagnosis() {}

    static String of(IOException error) {
        return switch (error) {
            case AddressRefused refused -> refused.answer();
            case UnknownHostException ignored -> "unknown host";
            case ConnectTimeoutException ignored -> "connection timed out";
            case SocketTimeoutException ignored -> "no response in time";
            case ConnectException ignored -> "connection refused";
            case SSLException ignored ->
                "TLS handshake failed; check that the certificate is valid, matches the host name, and has a trusted issuer";
            case MessageConstraintException ignored -> "the response headers exceed the limits";
            case SocketException ignored -> "connection reset";
            case NoHttpResponseException ignored -> "the receiver closed the connection without a response";
            default -> "no response (" + error.getClass().getSimpleName() + ")";
        };
    }
}
