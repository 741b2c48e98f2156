package io.holdfast.localstack;

import java.util.Locale;

/** With which clients of the S3 server sign. */
record BucketKeys(String accessKey, String secretKey) {

    static BucketKeys random() {
        return new BucketKeys(
                "HOLDFAST" + Passwords.random().substring(0, 12).toUpperCase(Locale.ROOT), Passwords.random());
    }
}
