package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.ObjectKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that the servers of the other tests do not return: expired tokens, other clocks and regions, failing storages. */
class S3ErrorAnswersTest {

    private static final String LISTING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private S3Bucket bucket;

    @BeforeEach
    void a_storage_that_says_what_it_is_told_to() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        S3BucketSettings location = new S3BucketSettings(
                "offsite",
                new FailureDomain("object-storage", true),
                "secretbucket",
                "",
                Optional.empty(),
                Optional.empty());
        bucket = new S3Bucket(
                location,
                new S3ClientSettings(
                        "us-east-1",
                        Optional.of(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort())),
                        true,
                        S3CredentialsProvider.of("AKEY", "topsecret", Optional.empty()),
                        Duration.ofSeconds(5)));
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | ExpiredToken                 | reports that the session token has expired: renew the credentials
            403 | RequestTimeTooSkewed         | has another time than this host: synchronize both clocks (NTP)
            400 | AuthorizationHeaderMalformed | has the bucket in another region: set holdfast.destinations.offsite.region to the bucket's region
            301 | PermanentRedirect            | has the bucket in another region: set holdfast.destinations.offsite.region to the bucket's region
            403 | AccessDenied                 | does not authorize the request: check the policy of these credentials
            403 | SignatureDoesNotMatch        | does not accept the credentials: check holdfast.destinations.offsite.access-key and .secret-key
            503 | SlowDown                     | is failing or overloaded (status 503, SlowDown): try again later, or contact its operator
            500 | InternalError                | is failing or overloaded (status 500, InternalError): try again later, or contact its operator
            418 | Teapot                       | refuses the request (status 418, Teapot): check holdfast.destinations.offsite.region, .endpoint and .path-style
            400 | InvalidArgument              | does not understand the request (status 400, InvalidArgument): check holdfast.destinations.offsite.region, .endpoint and .path-style
            404 | NoSuchKey                    | does not find the bucket or object (status 404, NoSuchKey): check holdfast.destinations.offsite.bucket, .endpoint and .path-style
            501 | NotImplemented               | lacks a required feature (status 501, NotImplemented): see "Other storages" in docs/object-storage.md
            308 | Moved                        | redirects to another address (status 308, Moved): check whether it requires https, and check holdfast.destinations.offsite.endpoint
            """)
    void an_error_is_one_sentence_without_a_secret_or_an_address(int status, String code, String sentence) {
        says(status, error(code));

        assertThat(bucket.freeSpace()).isEqualTo(new DestinationUnavailableResult("'offsite' " + sentence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><title>Console</title></head><body>Sign in</body></html>",
                "<!DOCTYPE html><html><head><meta charset=utf-8></head>",
                "{}"
            })
    void an_answer_that_is_not_from_a_storage_proves_nothing(String page) {
        says(200, page);

        DestinationUnavailableResult expected = new DestinationUnavailableResult(
                "'offsite' answers, but not like an S3 storage: the endpoint may be the"
                        + " address of its console; check holdfast.destinations.offsite.endpoint");
        assertThat(bucket.freeSpace()).isEqualTo(expected);
        assertThat(bucket.stat(new ObjectKey("notes"))).isEqualTo(expected);
        assertThat(bucket.list()).isEqualTo(expected);
    }

    @Test
    void an_endpoint_that_begins_with_the_bucket_is_reported_if_requests_fail() {
        S3BucketSettings location = new S3BucketSettings(
                "offsite",
                new FailureDomain("object-storage", true),
                "localhost",
                "",
                Optional.empty(),
                Optional.empty());
        says(404, error("NoSuchKey"));
        S3ClientSettings settings = new S3ClientSettings(
                "us-east-1",
                Optional.of(URI.create(
                        "http://localhost.localhost:" + server.getAddress().getPort())),
                true,
                S3CredentialsProvider.of("AKEY", "topsecret", Optional.empty()),
                Duration.ofSeconds(5));

        try (S3Bucket twice = new S3Bucket(location, settings)) {
            assertThat(twice.freeSpace())
                    .isInstanceOfSatisfying(
                            DestinationUnavailableResult.class,
                            away -> assertThat(away.reason())
                                    .endsWith(
                                            "; the endpoint begins with the bucket, which must only be set in bucket"));
        }
    }

    @Test
    void a_short_problem_is_not_reported() {
        server.createContext("/", exchange -> {
            boolean isFirst = asked.incrementAndGet() == 1;
            byte[] body = (isFirst ? error("InternalError") : LISTING).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isFirst ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(bucket.freeSpace()).isInstanceOf(FreeSpace.Free.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_lasting_problem_is_reported_after_three_attempts() {
        says(503, error("SlowDown"));

        bucket.freeSpace();

        assertThat(asked).hasValue(3);
    }

    @Test
    void what_lies_in_the_archive_is_said_to_lie_there() {
        server.createContext("/", exchange -> {
            boolean isListing =
                    String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type");
            byte[] body = (isListing
                            ? "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>notes</Key><Size>3</Size>"
                                    + "<LastModified>2026-05-18T02:00:00.000Z</LastModified></Contents></ListBucketResult>"
                            : "<Error><Code>InvalidObjectState</Code><StorageClass>GLACIER</StorageClass></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isListing ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(bucket.open(new ObjectKey("notes")))
                .isEqualTo(new ArchiveClassArtifactResult(new ObjectKey("notes"), "GLACIER"));
    }

    private void says(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String error(String code) {
        return "<?xml version=\"1.0\"?><Error><Code>" + code
                + "</Code><Message>secretbucket topsecret</Message></Error>";
    }
}
