package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what in a bucket, by the policies in {@code deploy/iam}. */
class PoliciesTest {

    private static final String BUCKET = "arn:aws:s3:::your-bucket";
    private static final String ARTIFACT = BUCKET + "/backups/app_full_20260518_020000.dump";
    private static final String MANIFEST = ARTIFACT + ".manifest.json";

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
    void each_service_may_do_its_own_work_with_artifacts_and_no_other(String service, String action, boolean may)
            throws IOException {
        assertThat(policy(service).allows("s3:" + action, ARTIFACT)).isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "verify", "retention"})
    void every_service_may_look_and_read_manifests(String service) throws IOException {
        assertThat(policy(service).allows("s3:ListBucket", BUCKET)).isTrue();
        assertThat(policy(service).allows("s3:GetObject", MANIFEST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "retention"})
    void who_writes_may_find_its_unfinished_uploads(String service) throws IOException {
        assertThat(policy(service).allows("s3:ListBucketMultipartUploads", BUCKET))
                .isTrue();
    }

    /** A lock can only be extended by whoever cannot bypass it. */
    @ParameterizedTest
    @ValueSource(strings = {"dump", "verify", "retention"})
    void nobody_may_shorten_a_lock_or_take_the_bucket_s_protection_away(String service) throws IOException {
        Policy policy = policy(service);

        assertThat(policy.denies("s3:BypassGovernanceRetention", ARTIFACT)).isTrue();
        assertThat(List.of(
                        "PutBucketObjectLockConfiguration",
                        "PutBucketVersioning",
                        "PutLifecycleConfiguration",
                        "PutBucketPolicy",
                        "DeleteBucketPolicy",
                        "DeleteBucket"))
                .allMatch(action -> policy.denies("s3:" + action, BUCKET));
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
            return policy.allows(action, BUCKET + "/elsewhere/file")
                    || policy.allows(action, "arn:aws:s3:::other/backups/f");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Policy policy(String service) throws IOException {
        Path file = Checkout.ROOT.resolve("deploy/iam/" + service + "-service.json");
        return Policy.read(file);
    }
}
