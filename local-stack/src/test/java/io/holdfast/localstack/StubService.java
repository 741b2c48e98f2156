package io.holdfast.localstack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A stub that looks like a packaged service from outside: it reads its settings, listens, and answers the health check.
 */
final class StubService {

    private StubService() {}

    public static void main(String[] arguments) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/application.properties"))) {
            settings.load(reader);
        }
        if (settings.containsKey("stub.broken")) {
            System.err.println("cannot work: " + settings.getProperty("stub.broken"));
            System.exit(1);
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        settings.getProperty("quarkus.http.host"),
                        Integer.parseInt(settings.getProperty("quarkus.http.port"))),
                0);
        byte[] ready = "UP".getBytes(StandardCharsets.UTF_8);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, ready.length);
            exchange.getResponseBody().write(ready);
            exchange.close();
        });
        server.start();
    }

    /** Packages this class as the service of a checkout. */
    static void packageInto(Path root, String service) throws IOException {
        Path jar = root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        String entry = StubService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = StubService.class.getResourceAsStream("StubService.class")) {
            out.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(code).transferTo(out);
        }
    }
}
