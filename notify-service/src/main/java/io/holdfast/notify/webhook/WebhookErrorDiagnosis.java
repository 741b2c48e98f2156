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

/** What kept an attempt from an answer, in our own words: those of libraries may hold a URL. */
final class WebhookErrorDiagnosis {

    private WebhookErrorDiagnosis() {}

    static String of(IOException trouble) {
        return switch (trouble) {
            case AddressRefused refused -> refused.answer();
            case UnknownHostException ignored -> "its name is not known to the name server";
            case ConnectTimeoutException ignored -> "no connection in time";
            case SocketTimeoutException ignored -> "no answer in time";
            case ConnectException ignored -> "it takes no connection";
            case SSLException ignored ->
                "no TLS connection: is its certificate valid, of its name, and of an authority known here?";
            case MessageConstraintException ignored -> "its answer has more or longer headers than are read";
            case SocketException ignored -> "it broke off the connection";
            case NoHttpResponseException ignored -> "it closed the connection without an answer";
            default -> "no answer (" + trouble.getClass().getSimpleName() + ")";
        };
    }
}
