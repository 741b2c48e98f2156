package io.holdfast.store.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.DatabaseId;
import io.holdfast.store.Destination;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.s3.S3Bucket;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredDestinationsTest {

    @Test
    void a_path_makes_a_directory_and_a_bucket_a_bucket() {
        ConfiguredDestinations destinations = destinations(Map.of(
                "holdfast.destinations.nas.path", "/mnt/nas",
                "holdfast.destinations.offsite.bucket", "some-bucket"));

        assertThat(destinations.all()).extracting(Destination::id).containsExactly("local", "nas", "offsite");
        assertThat(destinations.named("nas")).containsInstanceOf(LocalDirectory.class);
        assertThat(destinations.named("offsite")).containsInstanceOf(S3Bucket.class);
        assertThat(destinations.all())
                .extracting(Destination::failureDomain)
                .containsExactly(
                        new FailureDomain("disk", false),
                        new FailureDomain("disk", false),
                        new FailureDomain("object-storage", true));
    }

    @Test
    void neither_and_both_are_refused() {
        assertRefused(
                Map.of("holdfast.destinations.nas.medium", "tape"),
                "destination 'nas' has neither a path nor a bucket: set exactly one of them");
        assertRefused(
                Map.of("holdfast.destinations.nas.path", "/mnt", "holdfast.destinations.nas.bucket", "b"),
                "destination 'nas' has both a path and a bucket: set exactly one of them");
    }

    @Test
    void a_database_that_names_an_unknown_destination_is_refused() {
        assertRefused(
                Map.of(
                        "holdfast.destinations.offsite.bucket", "b",
                        "holdfast.databases.app.destinations", "local,ofsite"),
                "database 'app' uses the destination 'ofsite', which is not configured: the configured destinations are local,"
                        + " offsite");
    }

    @Test
    void incomplete_credentials_are_refused_and_never_shown() {
        assertRefused(
                Map.of(
                        "holdfast.destinations.offsite.bucket", "b",
                        "holdfast.destinations.offsite.secret-key", "topsecret"),
                "destination 'offsite' has incomplete credentials: set access-key and one of secret-key and"
                        + " secret-key-file, or none of them to use the SDK's default sources");
    }

    @Test
    void an_endpoint_that_is_no_address_is_refused() {
        assertRefused(
                Map.of(
                        "holdfast.destinations.offsite.bucket", "b",
                        "holdfast.destinations.offsite.endpoint", "storage:9000"),
                "holdfast.destinations.offsite.endpoint: it has no scheme; it must begin with https:// (or http://)");
    }

    @Test
    void a_prefix_that_leads_elsewhere_is_refused() {
        assertRefused(
                Map.of(
                        "holdfast.destinations.offsite.bucket", "b",
                        "holdfast.destinations.offsite.prefix", "/backups"),
                "holdfast.destinations.offsite.prefix: it must consist of letters (A to Z), digits, '.', '_', '=' and"
                        + " '-', with single '/' between them and none at the start, and without '.' and '..' as a part, in at"
                        + " most 769 characters; for example 'backups/'");
    }

    @Test
    void a_database_goes_everywhere_or_where_it_wants() {
        ConfiguredDestinations destinations = destinations(Map.of(
                "holdfast.destinations.offsite.bucket", "b",
                "holdfast.databases.small.destinations", "local"));

        assertThat(destinations.of(new DatabaseId("app")))
                .extracting(Destination::id)
                .containsExactly("local", "offsite");
        assertThat(destinations.of(new DatabaseId("small")))
                .extracting(Destination::id)
                .containsExactly("local");
    }

    private static void assertRefused(Map<String, String> properties, String sentence) {
        assertThatThrownBy(() -> destinations(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void an_empty_region_is_refused() {
        assertRefused(
                Map.of(
                        "holdfast.destinations.offsite.bucket", "b",
                        "holdfast.destinations.offsite.region", ""),
                "holdfast.destinations.offsite.region: it is empty; set the bucket's region, or remove the setting for"
                        + " us-east-1");
    }

    @Test
    void a_password_in_an_endpoint_is_refused_and_never_shown() {
        assertRefused(
                Map.of(
                        "holdfast.destinations.offsite.bucket", "b",
                        "holdfast.destinations.offsite.endpoint", "https://AKEY:top secret@storage"),
                "holdfast.destinations.offsite.endpoint: it is not a valid URL: malformed at position 16");
        assertRefused(
                Map.of(
                        "holdfast.destinations.offsite.bucket", "b",
                        "holdfast.destinations.offsite.endpoint", "https://AKEY:topsecret@storage"),
                "holdfast.destinations.offsite.endpoint: it contains a user or password; set access-key and"
                        + " secret-key-file instead");
    }

    private static ConfiguredDestinations destinations(Map<String, String> properties) {
        return new ConfiguredDestinations(new SmallRyeConfigBuilder()
                .withMapping(DestinationSettings.class)
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 500))
                .withConverter(Duration.class, 500, new DurationConverter())
                .build()
                .getConfigMapping(DestinationSettings.class));
    }
}
