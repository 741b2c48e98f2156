package io.holdfast.store.s3;

import io.holdfast.store.FailureDomain;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/**
 * Where artifacts are stored in a bucket, and with which options.
 *
 * @param id of the destination
 * @param prefix prefix of every key, such as {@code backups/}; can be empty
 * @param lock lock mode; no locks if absent
 * @param archiveClass the storage's name of the class; nothing is archived if absent
 */
public record S3BucketSettings(
        String id,
        FailureDomain site,
        String bucket,
        String prefix,
        Optional<ObjectLockRetentionMode> lock,
        Optional<String> archiveClass) {

    /** The object's name in the bucket. */
    String object(String key) {
        return prefix + key;
    }

    /** The key, which never contains the prefix. */
    String key(String object) {
        return object.substring(prefix.length());
    }
}
