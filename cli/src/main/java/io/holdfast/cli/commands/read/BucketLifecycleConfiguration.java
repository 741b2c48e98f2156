package io.holdfast.cli.commands.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's lifecycle configuration in the format of Amazon's API. One rule moves objects and another one aborts uploads, because a
 * rule with a minimum size cannot abort uploads.
 *
 * @param transitionDays age at which an object moves to the storage class
 * @param expireDays age at which the bucket deletes an object; absent if it deletes none
 */
record BucketLifecycleConfiguration(
        String bucket,
        String prefix,
        int transitionDays,
        String storageClass,
        @Nullable Integer expireDays) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._=/-]{0,512}");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Z_]{0,40}");

    /** In bytes. This is also Amazon's default minimum. */
    private static final int SMALL = 128 * 1024;

    /** No upload takes so many days. Parts of an abandoned upload cost money. */
    private static final int ABORT_UPLOADS_AFTER_DAYS = 7;

    Optional<String> objection() {
        if (!BUCKET.matcher(bucket).matches()) {
            return Optional.of("'" + bucket + "' is not a valid bucket name");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            return Optional.of("'" + prefix + "' is not a valid key prefix");
        }
        if (!CLASS.matcher(storageClass).matches()) {
            return Optional.of("'" + storageClass + "' is not a valid storage class: write a name such as GLACIER");
        }
        if (transitionDays < 0) {
            return Optional.of("--transition-days must not be negative, but is " + transitionDays);
        }
        return expireDays != null && expireDays <= transitionDays
                ? Optional.of("--expire-days must be greater than --transition-days")
                : Optional.empty();
    }

    /** Small objects are manifests, checksums and metadata. They are not moved, so that they can be read without a delay. */
    Map<String, Object> configuration() {
        Map<String, Object> archive = rule("holdfast-archive", large());
        archive.put("Transitions", List.of(transition()));
        Map<String, Object> rest = rule("holdfast-uploads", Map.of("Prefix", prefix));
        rest.put("AbortIncompleteMultipartUpload", Map.of("DaysAfterInitiation", ABORT_UPLOADS_AFTER_DAYS));
        if (expireDays != null) {
            rest.put("Expiration", Map.of("Days", expireDays));
        }
        return Map.of("Rules", List.of(archive, rest));
    }

    private Map<String, Object> large() {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("Prefix", prefix);
        both.put("ObjectSizeGreaterThan", SMALL);
        return Map.of("And", both);
    }

    private static Map<String, Object> rule(String id, Map<String, Object> filter) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("ID", id);
        rule.put("Status", "Enabled");
        rule.put("Filter", filter);
        return rule;
    }

    private Map<String, Object> transition() {
        Map<String, Object> transition = new LinkedHashMap<>();
        transition.put("Days", transitionDays);
        transition.put("StorageClass", storageClass);
        return transition;
    }
}
