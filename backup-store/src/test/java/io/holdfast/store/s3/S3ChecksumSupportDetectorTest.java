package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ChecksumSupportDetectorTest {

    private final S3ChecksumSupportDetector support = new S3ChecksumSupportDetector("offsite");
    private final List<Boolean> sent = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"400, InvalidArgument", "400, InvalidRequest", "400, ''", "501, NotImplemented", "501, ''"})
    void what_is_taken_only_without_the_headers_is_sent_without_them_from_then_on(int status, String code) {
        assertThat(sent(status, code)).isEqualTo("taken");
        assertThat(sent(status, code)).isEqualTo("taken");

        assertThat(sent).containsExactly(true, false, false);
        assertThat(support.isRefused()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadDigest",
        "400, XAmzContentChecksumMismatch",
        "400, InvalidDigest",
        "400, IncompleteBody",
        "400, RequestTimeout",
        "400, ExpiredToken",
        "400, InvalidPart",
        "403, AccessDenied",
        "404, NoSuchBucket",
        "412, PreconditionFailed",
        "500, InternalError",
        "503, SlowDown"
    })
    void another_reason_is_no_reason_to_leave_the_headers_out(int status, String code) {
        assertThatThrownBy(() -> support.send(sums -> taken(sums, error(status, code))))
                .isInstanceOf(SdkException.class);

        assertThat(sent).containsExactly(true);
        assertThat(support.isRefused()).isFalse();
    }

    @Test
    void what_is_refused_without_the_headers_too_was_not_refused_for_them() {
        assertThatThrownBy(() -> support.send(sums -> {
                    throw sums ? error(400, "InvalidRequest") : error(412, "PreconditionFailed");
                }))
                .isInstanceOfSatisfying(
                        SdkException.class,
                        e -> assertThat(S3ErrorTranslator.status(e)).isEqualTo(412));

        assertThat(support.isRefused()).isFalse();
    }

    private String sent(int status, String code) {
        return support.send(sums -> taken(sums, error(status, code)));
    }

    private String taken(boolean sums, SdkException refusal) {
        sent.add(sums);
        if (sums) {
            throw refusal;
        }
        return "taken";
    }

    private static SdkException error(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
