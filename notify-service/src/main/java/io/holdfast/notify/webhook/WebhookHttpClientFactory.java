package io.holdfast.notify.webhook;

import io.holdfast.notify.sending.PermittedAddressResolver;
import io.holdfast.notify.settings.Sink;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jboss.logging.Logger;

/** Creates one HTTP client for each sink, because permitted addresses differ between sinks. */
@ApplicationScoped
class WebhookHttpClientFactory {

    private static final Logger LOG = Logger.getLogger(WebhookHttpClientFactory.class);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Limits the response headers. Otherwise, unlimited headers could exhaust memory before the timeout. */
    private static final Http1Config BOUNDED = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private final Map<String, CloseableHttpClient> bySink = new ConcurrentHashMap<>();

    CloseableHttpClient of(Sink sink) {
        return bySink.computeIfAbsent(sink.name(), name -> make(sink));
    }

    /** Creates a client without redirects, cookies, retries, and system proxies. The delivery queue is responsible for retries. */
    private static CloseableHttpClient make(Sink sink) {
        Timeout timeout = Timeout.of(sink.timeout());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(BOUNDED)
                                .build())
                        .setDnsResolver(new PermittedAddressDnsResolver(new PermittedAddressResolver(sink.permitted())))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .setTimeToLive(TimeValue.of(IDLE))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setRedirectsEnabled(false)
                        .build())
                .setUserAgent("Holdfast")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @PreDestroy
    void close() {
        bySink.values().forEach(client -> {
            try {
                client.close();
            } catch (IOException e) {
                LOG.debugf("Cannot close an HTTP client: %s", e.getMessage());
            }
        });
    }
}
