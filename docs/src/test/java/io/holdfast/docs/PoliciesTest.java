package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policies in {@code deploy/iam} permit to each service in a bucket. */
class PoliciesTest {

    private static final String BUCKET = "arn:aws:s3:::your-bucket";
    private static final String ARTIFACT = BUCKET + "/backups/app_full_20260518_020000.dump";
    private static final String MANIFEST = ARTIFACT + ".manifest.json";

    /** A request as the services send it: below the prefix, for an object that does not exist yet. */
    private static final Map<String, String> OWN_WAY =
            Map.of("s3:prefix", "backups/app", "s3:if-none-match", "*", "s3:ObjectCreationOperation", "true");

    private static final Map<String, String> OVERWRITING = Map.of("s3:ObjectCreationOperation", "true");
    private static final Map<String, String> PART_OF_AN_UPLOAD = Map.of("s3:ObjectCreationOperation", "false");

    @ParameterizedTest
    @CsvSource({
        "dump,      PutObject,              true",
        "dump,      PutObjectRetention,     true",
        "dump,      AbortMultipartUpload,   true",
        "dump,      GetObject,              false",
        "dump,      DeleteObject,           true",
        "dump,      DeleteObjectVersion,    false",
        "verify,    GetObject,              true",
        "verify,    GetObjectVersion,       true",
        "verify,    PutObject,              false",
        "verify,    DeleteObject,           false",
        "verify,    DeleteObjectVersion,    false",
        "verify,    PutObjectRetention,     false",
        "retention, GetObject,              true",
        "retention, PutObject,              true",
        "retention, DeleteObject,           true",
        "retention, DeleteObjectVersion,    true",
        "retention, GetObjectRetention,     true",
        "retention, PutObjectRetention,     true",
    })
    void each_service_has_only_the_rights_for_its_own_work(String service, String action, boolean may)
            throws IOException {
        assertThat(policy(service).allows("s3:" + action, ARTIFACT, OWN_WAY)).isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "verify", "retention"})
    void every_service_may_list_and_read_manifests(String service) throws IOException {
        assertThat(policy(service).allows("s3:ListBucket", BUCKET, OWN_WAY)).isTrue();
        assertThat(policy(service).allows("s3:GetObject", MANIFEST, OWN_WAY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "retention"})
    void a_writer_may_list_unfinished_uploads(String service) throws IOException {
        assertThat(policy(service).allows("s3:ListBucketMultipartUploads", BUCKET, Map.of()))
                .isTrue();
    }

    /** A newer version would hide the good one from every client that does not have the ID of that version. */
    @ParameterizedTest
    @CsvSource({
        "dump,      .dump,                   false",
        "dump,      .dump.age,               false",
        "dump,      .dump.manifest.json,     false",
        "dump,      .dump.age.manifest.json, false",
        "dump,      .dump.sha256,            true",
        "dump,      .dump.roles.sql,         true",
        "retention, .dump.manifest.json,     false",
        "retention, .dump.age.manifest.json, false",
        "retention, .dump.facts.json,        true",
        // The change to an archive class copies an artifact to its own key.
        "retention, .dump,                   true",
    })
    void nobody_may_overwrite_an_artifact_or_a_manifest(String service, String ending, boolean may) throws IOException {
        String object = BUCKET + "/backups/app_full_20260518_020000" + ending;
        Policy policy = policy(service);

        assertThat(policy.allows("s3:PutObject", object, OVERWRITING)).isEqualTo(may);
        assertThat(policy.allows("s3:PutObject", object, OWN_WAY)).isTrue();
        assertThat(policy.allows("s3:PutObject", object, PART_OF_AN_UPLOAD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "retention"})
    void a_reader_of_copies_may_read_the_recorded_version(String service) throws IOException {
        assertThat(policy(service).allows("s3:GetObjectVersion", ARTIFACT, Map.of()))
                .isTrue();
    }

    /** A principal that cannot bypass a lock can only extend it. */
    @ParameterizedTest
    @ValueSource(strings = {"dump", "verify", "retention"})
    void nobody_may_shorten_a_lock_or_disable_object_lock(String service) throws IOException {
        Policy policy = policy(service);

        assertThat(policy.denies("s3:BypassGovernanceRetention", ARTIFACT, Map.of()))
                .isTrue();
        assertThat(List.of(
                        "PutBucketObjectLockConfiguration",
                        "PutBucketVersioning",
                        "PutLifecycleConfiguration",
                        "PutBucketPolicy",
                        "DeleteBucketPolicy",
                        "DeleteBucket"))
                .allMatch(action -> policy.denies("s3:" + action, BUCKET, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "verify", "retention"})
    void nobody_has_a_right_outside_the_prefix_or_in_another_bucket(String service) throws IOException {
        assertThat(List.of("PutObject", "GetObject", "DeleteObject", "DeleteObjectVersion", "PutObjectRetention"))
                .noneMatch(action -> allowsElsewhere(service, "s3:" + action));
    }

    private static boolean allowsElsewhere(String service, String action) {
        try {
            Policy policy = policy(service);
            return policy.allows(action, BUCKET + "/elsewhere/file", OWN_WAY)
                    || policy.allows(action, "arn:aws:s3:::other/backups/f", OWN_WAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Policy policy(String service) throws IOException {
        Path file = Checkout.ROOT.resolve("deploy/iam/" + service + "-service.json");
        return Policy.read(file);
    }
}
