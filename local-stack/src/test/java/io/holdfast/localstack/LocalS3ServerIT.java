package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalS3ServerIT {

    @TempDir
    Path home;

    private @Nullable LocalS3Server server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.kill();
        }
    }

    @Test
    void an_unsigned_request_is_rejected() throws Exception {
        server = LocalS3Server.start(home);
        server.createBucket("somebodys");

        assertThat(get(server.endpoint().resolve("/somebodys"))).isEqualTo(403);
    }

    @Test
    void after_a_kill_it_has_its_address_and_its_keys_again() {
        server = LocalS3Server.start(home, "AKEY", "secret", ProcessLifetime.BOUND);
        URI before = server.endpoint();

        server.kill();
        server.restart();

        assertThat(server.endpoint()).isEqualTo(before);
        assertThat(server.isAlive()).isTrue();
        assertThat(LocalS3Server.running(home)).hasValueSatisfying(same -> {
            assertThat(same.accessKey()).isEqualTo("AKEY");
            assertThat(same.secretKey()).isEqualTo("secret");
        });
    }

    @Test
    void nobody_else_may_read_its_keys() throws IOException {
        server = LocalS3Server.start(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("s3proxy.conf"))))
                .isEqualTo("rw-------");
    }

    private static int get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
