package io.holdfast.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Implements the part of Vault's HTTP API that signing in and reading a secret of the key-value store, version 2, require. */
public final class StandInVault implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "hvs.s3cret-t0ken";

    /** The credential besides a token: the secret id for AppRole, the account's token for Kubernetes. */
    static final String PROOF = "pr00f-of-the-service";

    /** The current state of Vault. */
    enum State {
        SERVING,
        SEALED,
        TOKEN_EXPIRED
    }

    private static final String SECRETS = "/v1/secret/data/";
    private static final Map<String, String> PASSWORDS = new ConcurrentHashMap<>();
    private static final AtomicReference<HttpServer> SERVER = new AtomicReference<>();

    private static final AtomicInteger LOGINS = new AtomicInteger();

    private static volatile State now = State.SERVING;

    private Login login = Login.TOKEN;

    private enum Login {
        TOKEN,
        APP_ROLE,
        KUBERNETES
    }

    /** The number of logins. */
    static int logins() {
        return LOGINS.get();
    }

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

    /** The requests; {@code login} is a login, and {@code TOKEN} is the default method. */
    @Override
    public void init(Map<String, String> arguments) {
        login = Login.valueOf(arguments.getOrDefault("login", Login.TOKEN.name()));
    }

    @Override
    public Map<String, String> start() {
        listen(0);
        Map<String, String> settings = new HashMap<>(authentication());
        settings.put(
                "quarkus.vault.url", "http://127.0.0.1:" + server().getAddress().getPort());
        return settings;
    }

    private Map<String, String> authentication() {
        String prefix = "quarkus.vault.authentication.";
        return switch (login) {
            case TOKEN -> Map.of(prefix + "client-token", TOKEN);
            case APP_ROLE -> Map.of(prefix + "app-role.role-id", "holdfast-dump", prefix + "app-role.secret-id", PROOF);
            case KUBERNETES ->
                Map.of(
                        prefix + "kubernetes.role",
                        "holdfast-dump",
                        prefix + "kubernetes.jwt-token-path",
                        accountToken().toString(),
                        "quarkus.vault.tls.use-kubernetes-ca-cert",
                        "false");
        };
    }

    private static Path accountToken() {
        try {
            Path file = Files.createTempFile("holdfast-account", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, PROOF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (path.endsWith("/login")) {
            signIn(asked);
            return;
        }
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

    /**
     * Every login returns the same token, with a shorter lifetime than Quarkus caches one, so Quarkus signs in again before the next use.
     */
    private static void signIn(HttpExchange asked) throws IOException {
        String body = new String(asked.getRequestBody().readAllBytes(), UTF_8);
        if (body.contains(PROOF) && body.contains("holdfast-dump")) {
            LOGINS.incrementAndGet();
            say(asked, 200, """
                    {"request_id":"1","lease_id":"","renewable":false,"lease_duration":0,"data":null,"wrap_info":null,"warnings":null,
                     "auth":{"client_token":"%s","accessor":"a","policies":["holdfast-dump"],"token_policies":["holdfast-dump"],
                      "metadata":{"role":"holdfast-dump"},"lease_duration":1,"renewable":false,"entity_id":"e","token_type":"service",
                      "orphan":true}}
                    """.formatted(TOKEN));
        } else {
            say(asked, 400, "{\"errors\":[\"invalid role or secret ID\"]}");
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
