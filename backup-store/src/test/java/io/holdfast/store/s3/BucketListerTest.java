package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.StoredFile;
import io.holdfast.store.WalkStoredFilesResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bucket is read page by page, whatever is at the boundary of two pages. */
class BucketListerTest {

    private static final int PAGE = 1_000;
    private static final String PREFIX = "backups/";
    private static final Pattern TOKEN = Pattern.compile("continuation-token=(\\d+)");

    private List<String> objects = List.of();
    private HttpServer server;

    @BeforeEach
    void a_storage_with_pages() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::page);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void a_hundred_thousand_objects_are_walked_in_minutes() {
        objects = IntStream.range(0, 25_000)
                .mapToObj(i -> "db%05d_full_20260518_020000.dump".formatted(i))
                .flatMap(name -> Stream.of(name, name + ".facts.json", name + ".manifest.json", name + ".sha256"))
                .toList();
        int[] artifacts = new int[1];
        long start = System.nanoTime();

        WalkStoredFilesResult walkResult =
                bucket().walk(stored -> artifacts[0] += stored.nature() == StoredFile.Nature.ARTIFACT ? 1 : 0);

        assertThat(walkResult).isEqualTo(new WalkStoredFilesResult.Walked(100_000));
        assertThat(artifacts[0]).isEqualTo(25_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void an_artifact_whose_manifest_is_on_the_next_page_is_sealed() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, PAGE - 1).forEach(i -> names.add("a%04d".formatted(i)));
        names.addAll(List.of("b_full_20260518_020000.dump", "b_full_20260518_020000.dump.manifest.json"));
        objects = names;

        assertThat(shown()).endsWith("b_full_20260518_020000.dump", "b_full_20260518_020000.dump.manifest.json");
    }

    @Test
    void names_of_a_plain_and_an_encrypted_artifact_of_one_second_are_told_apart() throws IOException {
        String plain = "b_full_20260518_020000.dump";
        objects = List.of(
                plain,
                plain + ".age",
                plain + ".age.manifest.json",
                plain + ".facts.json",
                plain + ".manifest.json",
                "c_full_20260518_020000.dump",
                "d_full_20260518_020000.dump");

        assertThat(shown())
                .containsExactly(
                        plain,
                        plain + ".age",
                        plain + ".age.manifest.json",
                        plain + ".facts.json",
                        plain + ".manifest.json",
                        ".c_full_20260518_020000.dump.partial",
                        ".d_full_20260518_020000.dump.partial");
    }

    private List<String> shown() {
        List<String> names = new ArrayList<>();
        bucket().walk(stored -> names.add(stored.fileName()));
        return names;
    }

    private S3Bucket bucket() {
        return new S3Bucket(
                new S3BucketSettings(
                        "offsite",
                        new FailureDomain("object-storage", true),
                        "b",
                        PREFIX,
                        Optional.empty(),
                        Optional.empty()),
                new S3ClientSettings(
                        "us-east-1",
                        Optional.of(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort())),
                        true,
                        S3CredentialsProvider.of("k", "s", Optional.empty()),
                        Duration.ofSeconds(30)));
    }

    private void page(HttpExchange exchange) throws IOException {
        Matcher token = TOKEN.matcher(exchange.getRequestURI().getRawQuery());
        int from = token.find() ? Integer.parseInt(token.group(1)) : 0;
        int to = Math.min(objects.size(), from + PAGE);
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        xml.append("<IsTruncated>").append(to < objects.size()).append("</IsTruncated>");
        if (to < objects.size()) {
            xml.append("<NextContinuationToken>").append(to).append("</NextContinuationToken>");
        }
        objects.subList(from, to)
                .forEach(
                        name -> xml.append("<Contents><Key>" + PREFIX)
                                .append(name)
                                .append(
                                        "</Key><Size>7</Size><LastModified>2026-05-18T02:00:00.000Z</LastModified></Contents>"));
        byte[] body = xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
