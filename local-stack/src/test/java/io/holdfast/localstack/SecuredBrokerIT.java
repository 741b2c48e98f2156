package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredBrokerIT {

    @TempDir
    static Path home;

    private static SecuredBroker broker;

    @BeforeAll
    static void start() {
        broker = SecuredBroker.start(home);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void the_administrators_certificate_may_do_everything() throws Exception {
        makeTopic(mutual("admin"), "made-by-admin");

        assertThat(topics(mutual("admin"))).contains("made-by-admin");
    }

    @Test
    void a_certificate_alone_gives_no_right() {
        assertThatThrownBy(() -> makeTopic(mutual("somebody"), "made-by-somebody"))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfAny(TopicAuthorizationException.class, ClusterAuthorizationException.class);
    }

    @Test
    void a_certificate_is_required() {
        Map<String, Object> anonymous = tls();
        anonymous.put("bootstrap.servers", broker.mutualBootstrap());

        assertThatThrownBy(() -> topics(anonymous)).cause().isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void tls_is_required() {
        Map<String, Object> plain = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrap()));

        assertThatThrownBy(() -> topics(plain)).cause().isInstanceOf(TimeoutException.class);
    }

    private static void makeTopic(Map<String, Object> settings, String name) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(5, TimeUnit.MINUTES);
        }
    }

    private static Iterable<String> topics(Map<String, Object> settings) throws Exception {
        settings.put("default.api.timeout.ms", 3_000);
        settings.put("request.timeout.ms", 3_000);
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get(5, TimeUnit.MINUTES);
        }
    }

    private static Map<String, Object> mutual(String user) {
        TlsCertificateFiles key = broker.certificateFor(user);
        Map<String, Object> settings = tls();
        settings.put("bootstrap.servers", broker.mutualBootstrap());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", key.store().toString());
        settings.put("ssl.keystore.password", key.password());
        return settings;
    }

    private static Map<String, Object> tls() {
        return new HashMap<>(Map.of(
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                broker.authority().toString()));
    }
}
