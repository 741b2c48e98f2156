package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorTranslatorTest {

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchUpload, true",
        "400, InvalidPart, true",
        "404, NoSuchBucket, false",
        "400, InvalidRequest, false"
    })
    void an_upload_is_gone_if_it_or_one_of_its_parts_cannot_be_found(int status, String code, boolean gone) {
        SdkException refusal = S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();

        assertThat(S3ErrorTranslator.isUploadGone(refusal)).isEqualTo(gone);
    }
}
