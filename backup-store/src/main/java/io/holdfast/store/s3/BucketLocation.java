package io.holdfast.store.s3;

import io.holdfast.store.FailureDomain;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/**
 * Where in a storage artifacts lie, and what is wished for them there.
 *
 * @param id of the destination
 * @param prefix before every key, such as {@code backups/}; may be empty
 * @param lock how locks are set; none are where absent
 * @param archiveClass as the storage calls it; nothing is archived where absent
 */
public record BucketLocation(
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
