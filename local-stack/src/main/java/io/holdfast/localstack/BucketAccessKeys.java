package io.holdfast.localstack;

import java.util.Locale;

/** The keys with which clients of the S3 server sign requests. */
record BucketAccessKeys(String accessKey, String secretKey) {

    static BucketAccessKeys random() {
        return new BucketAccessKeys(
                "HOLDFAST" + PasswordFileGenerator.random().substring(0, 12).toUpperCase(Locale.ROOT),
                PasswordFileGenerator.random());
    }
}
