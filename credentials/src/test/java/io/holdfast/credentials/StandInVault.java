package io.holdfast.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Speaks as much of Vault's HTTP API as it takes to read a secret of the key-value store, version 2, with a token. */
public final class StandInVault implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "hvs.s3cret-t0ken";

    /** What Vault is doing just now. */
    enum State {
        SERVING,
        SEALED,
        TOKEN_EXPIRED
    }

    private static final String SECRETS = "/v1/secret/data/";
    private static final Map<String, String> PASSWORDS = new ConcurrentHashMap<>();
    private static final AtomicReference<HttpServer> SERVER = new AtomicReference<>();

    private static volatile State now = State.SERVING;

    static void keeps(String path, String password) {
        PASSWORDS.put(path, password);
    }

    static void is(State state) {
        now = state;
    }

    static void goesAway() {
        server().stop(0);
    }

    static void comesBack() {
        listen(server().getAddress().getPort());
    }

    @Override
    public Map<String, String> start() {
        listen(0);
        return Map.of(
                "quarkus.vault.url",
                "http://127.0.0.1:" + server().getAddress().getPort(),
                "quarkus.vault.authentication.client-token",
                TOKEN);
    }

    @Override
    public void stop() {
        server().stop(0);
    }

    private static HttpServer server() {
        return Objects.requireNonNull(SERVER.get());
    }

    private static void listen(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext("/", StandInVault::answer);
            server.start();
            SERVER.set(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange asked) throws IOException {
        String path = asked.getRequestURI().getPath();
        boolean known = TOKEN.equals(asked.getRequestHeaders().getFirst("X-Vault-Token"));
        String password = path.startsWith(SECRETS) ? PASSWORDS.get(path.substring(SECRETS.length())) : null;
        switch (now) {
            case SEALED -> say(asked, 503, "{\"errors\":[\"Vault is sealed\"]}");
            case TOKEN_EXPIRED -> say(asked, 403, "{\"errors\":[\"permission denied\"]}");
            case SERVING -> {
                if (!known) {
                    say(asked, 403, "{\"errors\":[\"permission denied\"]}");
                } else if (password == null) {
                    say(asked, 404, "{\"errors\":[]}");
                } else {
                    say(asked, 200, secret(password));
                }
            }
        }
    }

    private static String secret(String password) {
        return """
                {"request_id":"0b5d0f0e-2d4c-4a2e-9c2f-0e3d8f6f0c11","lease_id":"","renewable":false,"lease_duration":0,
                 "data":{"data":{"password":"%s"},
                  "metadata":{"created_time":"2026-11-01T00:00:00.000000000Z","custom_metadata":null,"deletion_time":"",
                   "destroyed":false,"version":3}},
                 "wrap_info":null,"warnings":null,"auth":null}
                """.formatted(password);
    }

    private static void say(HttpExchange asked, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        asked.getResponseHeaders().add("Content-Type", "application/json");
        asked.sendResponseHeaders(status, bytes.length);
        asked.getResponseBody().write(bytes);
        asked.close();
    }
}
