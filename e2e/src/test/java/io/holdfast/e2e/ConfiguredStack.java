package io.holdfast.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.LocalS3Server;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A local stack that an operator has started with {@code holdfast up --config FILE}, and two servers with the databases
 * in the file.
 */
final class ConfiguredStack implements AutoCloseable {

    private final Path home;
    private final PostgresServer first;
    private final PostgresServer second;

    ConfiguredStack() throws IOException {
        home = Files.createTempDirectory("holdfast-e2e");
        first = PostgresServer.start(home.resolve("first"));
        second = PostgresServer.start(home.resolve("second"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    PostgresServer first() {
        return first;
    }

    PostgresServer second() {
        return second;
    }

    /** The settings for backing up a database. Its password is in a file beside them. */
    String database(String id, PostgresServer server) throws IOException {
        server.createDatabase(id);
        server.execute(id, "create table t as select n, md5(n::text) from generate_series(1, 1000) n");
        Files.writeString(home.resolve(id + ".password"), server.password() + "\n");
        String prefix = "holdfast.databases." + id + ".";
        return prefix + "host=" + server.host() + "\n"
                + prefix + "port=" + server.port() + "\n"
                + prefix + "username=" + server.superuser() + "\n"
                + prefix + "password-file=" + id + ".password\n";
    }

    /** Writes the file and runs {@code holdfast up}. */
    Shell.Result up(String settings) throws IOException {
        return holdfast("up", "--config", write("holdfast.properties", settings).toString());
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    Shell.Result holdfast(String... arguments) {
        List<String> command = new ArrayList<>(Installation.words());
        command.addAll(List.of(arguments));
        return Shell.program(home, Map.of("HOLDFAST_HOME", stack().home().toString()), "", command);
    }

    JsonNode status() throws IOException {
        String out = holdfast("status", "--output", "json").out();
        return Json.mapper().readTree(out.substring(out.indexOf('{')));
    }

    LocalStack stack() {
        return LocalStack.at(home.resolve("stack"));
    }

    /** Process ids of all running parts. */
    Map<String, Long> processes() {
        Map<String, Long> processes = new LinkedHashMap<>();
        stack().kafka().ifPresent(broker -> processes.put("kafka", broker.pid()));
        stack().catalogue().map(PostgresServer::pid).ifPresent(pid -> processes.put("catalogue", pid));
        stack().scratch().map(PostgresServer::pid).ifPresent(pid -> processes.put("scratch", pid));
        stack().offSite().map(LocalS3Server::pid).ifPresent(pid -> processes.put("offsite", pid));
        LocalStack.SERVICES.forEach(
                name -> stack().service(name).map(ServiceProcess::pid).ifPresent(pid -> processes.put(name, pid)));
        return processes;
    }

    /** The settings with which a service was started. */
    Properties settingsOf(String service) throws IOException {
        Properties settings = new Properties();
        try (var in =
                Files.newBufferedReader(stack().home().resolve(service).resolve("config/application.properties"))) {
            settings.load(in);
        }
        return settings;
    }

    @Override
    public void close() {
        stack().stop();
        stack().deleteData();
        first.destroy();
        second.destroy();
    }
}
